using System.Buffers.Binary;
using System.IO.Compression;

namespace Workbench.Dicom.Pixels;

/// <summary>PNG of eight bits a sample (ISO/IEC 15948): header, one block of pixels, end; no text, no time, nothing that could say who made it.</summary>
public static class PngWriter
{
    private static readonly uint[] Remainders = [.. Enumerable.Range(0, 256).Select(Remainder)];

    /// <param name="samples">Rows from the top, samples of a pixel side by side.</param>
    /// <param name="samplesPerPixel">1 for grey, 3 for red, green and blue.</param>
    public static byte[] Write(ReadOnlySpan<byte> samples, int width, int height, int samplesPerPixel)
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, (byte)(samplesPerPixel == 1 ? 0 : 2));
        Chunk(png, "IHDR"u8, header);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var stride = width * samplesPerPixel;
            for (var row = 0; row < height; row++)
            {
                zlib.WriteByte(0);
                zlib.Write(samples.Slice(row * stride, stride));
            }
        }

        Chunk(png, "IDAT"u8, packed.ToArray());
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static void Chunk(Stream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        var check = Update(Update(uint.MaxValue, type), data) ^ uint.MaxValue;
        BinaryPrimitives.WriteUInt32BigEndian(number, check);
        png.Write(number);
    }

    private static uint Update(uint check, ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
        {
            check = Remainders[(check ^ one) & 0xFF] ^ (check >> 8);
        }

        return check;
    }

    private static uint Remainder(int index)
    {
        var value = (uint)index;
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 1 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        }

        return value;
    }
}
