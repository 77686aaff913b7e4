using Harness.Sync.Desk;
using Microsoft.AspNetCore.Authorization;

namespace Harness.Dashboard.Doors;

/// <summary>Who may do what. Every endpoint names one of these, or says that it is open to all.</summary>
public static class Policies
{
    public const string View = "view";
    public const string Operate = "operate";
    public const string Approve = "approve";

    /// <summary>A conflict or a doubtful match: whoever works on the data or answers for it.</summary>
    public const string Decide = "decide";
    public const string Administer = "administer";

    public static IReadOnlyDictionary<string, IReadOnlyList<Role>> Roles { get; } = new Dictionary<string, IReadOnlyList<Role>>
    {
        [View] = [Role.Viewer, Role.Operator, Role.Approver, Role.Admin],
        [Operate] = [Role.Operator, Role.Admin],
        [Approve] = [Role.Approver, Role.Admin],
        [Decide] = [Role.Operator, Role.Approver, Role.Admin],
        [Administer] = [Role.Admin],
    };

    public static void Add(AuthorizationOptions options)
    {
        foreach (var (name, roles) in Roles)
        {
            options.AddPolicy(name, policy => policy.RequireAuthenticatedUser().RequireRole(roles.Select(role => role.ToString())));
        }

        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
    }
}
