using System.Formats.Tar;
using System.Globalization;
using Workbench.Client.Broker;
using Workbench.Protocol.Broker;

namespace Workbench.Client.Images;

/// <summary>Asks the broker for images of one version of a cohort. A session may make so many calls a second; who reads thousands of images waits for its turn instead of failing in the middle.</summary>
internal sealed class ImageCalls(BrokerConnection broker, Cohort cohort)
{
    private const string TooManyRequests = "too-many-requests";
    private const int MostAttempts = 120;
    private static readonly TimeSpan TurnsCome = TimeSpan.FromMilliseconds(500);

    public Task<byte[]> DicomAsync(long image, CancellationToken cancellation) =>
        GetAsync(BrokerContract.Image(cohort.Name, image) + "?", BrokerContract.Dicom, $"image {image} of {cohort.Name}", cancellation);

    public Task<byte[]> PreviewAsync(long image, CancellationToken cancellation) =>
        GetAsync(BrokerContract.Preview(cohort.Name, image) + "?", BrokerContract.Png, $"the picture of image {image} of {cohort.Name}", cancellation);

    /// <summary>The first of several images, as many as the broker answers at once and at least one.</summary>
    /// <param name="images">Their numbers, at most <see cref="BrokerContract.MostImages"/>.</param>
    /// <returns>DICOM files in the order of the numbers.</returns>
    public async Task<IReadOnlyList<byte[]>> SeveralAsync(IReadOnlyList<long> images, CancellationToken cancellation)
    {
        if (images.Count == 1)
        {
            return [await DicomAsync(images[0], cancellation).ConfigureAwait(false)];
        }

        var asked = $"images of {cohort.Name}";
        var archive = await GetAsync(BrokerContract.Images(cohort.Name, images) + "&", BrokerContract.Tar, asked, cancellation).ConfigureAwait(false);
        var files = new List<byte[]>();
        await using var tar = new TarReader(new MemoryStream(archive, writable: false));
        while (await tar.GetNextEntryAsync(copyData: false, cancellation).ConfigureAwait(false) is { DataStream: { } data } entry)
        {
            if (files.Count == images.Count || entry.Name != BrokerContract.ImageEntry(images[files.Count]))
            {
                throw new InvalidDataException("The broker sent other images than were asked for.");
            }

            var file = new byte[data.Length];
            await data.ReadExactlyAsync(file, cancellation).ConfigureAwait(false);
            files.Add(file);
        }

        return files.Count > 0 ? files : throw new InvalidDataException("The broker sent no images.");
    }

    private async Task<byte[]> GetAsync(string address, string accept, string asked, CancellationToken cancellation)
    {
        address += string.Create(CultureInfo.InvariantCulture, $"version={cohort.Version}");
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await broker.GetBytesAsync(address, accept, asked, cancellation).ConfigureAwait(false);
            }
            catch (CohortRefusedException refused) when (refused.Code == TooManyRequests && attempt < MostAttempts)
            {
                await Task.Delay(TurnsCome, cancellation).ConfigureAwait(false);
            }
        }
    }
}
