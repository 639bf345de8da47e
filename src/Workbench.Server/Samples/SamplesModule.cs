namespace Workbench.Server.Samples;

/// <summary>Notebooks offered to others; each is opened as a private copy.</summary>
internal static class SamplesModule
{
    public static IServiceCollection AddSamples(this IServiceCollection services) =>
        services.AddSingleton<ProductSamples>().AddSingleton<SampleShelf>();

    public static void MapSamples(this IEndpointRouteBuilder api)
    {
        var samples = api.MapGroup("").WithTags("Samples");
        ListSamples.Map(samples);
        PublishSample.Map(samples);
        UpdateSample.Map(samples);
        WithdrawSample.Map(samples);
        OpenSample.Map(samples);
    }
}
