using Harness.Features.Company;
using Microsoft.Extensions.DependencyInjection;
using Reqnroll.Microsoft.Extensions.DependencyInjection;

namespace Harness.Features.Steps;

internal static class ScenarioServices
{
    [ScenarioDependencies]
    public static IServiceCollection Create() => new ServiceCollection().AddScoped<World>().AddScoped<OrderBook>();
}
