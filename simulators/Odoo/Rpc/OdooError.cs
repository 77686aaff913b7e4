namespace Harness.Simulators.Odoo.Rpc;

/// <summary>An exception of the server: the call's transaction is rolled back.</summary>
/// <param name="name">The Python class: "odoo.exceptions.UserError".</param>
/// <param name="status">What JSON-2 answers with; the older calls answer 200.</param>
internal class OdooError(string name, string message, int status) : Exception(message)
{
    public string Name { get; } = name;

    public int Status { get; } = status;

    public static OdooError User(string message) => new("odoo.exceptions.UserError", message, 422);

    public static OdooError Validation(string message) => new("odoo.exceptions.ValidationError", message, 422);

    public static OdooError Access(string message) => new("odoo.exceptions.AccessError", message, 403);

    public static OdooError Denied() => new("odoo.exceptions.AccessDenied", "Access Denied", 403);

    public static OdooError Missing(string model, long id) => new(
        "odoo.exceptions.MissingError", $"Record does not exist or has been deleted.\n(Record: {model}({id},), User: 2)", 404);

    public static OdooError Value(string message) => new("builtins.ValueError", message, 500);

    public static OdooError Type(string message) => new("builtins.TypeError", message, 422);

    public static OdooError Locked(bool json2) => json2
        ? new("odoo.exceptions.LockError", "Cannot grab a lock on records", 409)
        : new("psycopg2.errors.SerializationFailure", "could not serialize access due to concurrent update\n", 500);

    public static OdooError NoMethod(string model, string method) => new(
        "builtins.AttributeError", $"The method '{model}.{method}' does not exist", 404);

    public static OdooError NoModel(string model) => new("werkzeug.exceptions.NotFound", $"the model '{model}' does not exist", 404);
}
