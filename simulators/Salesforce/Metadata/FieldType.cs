namespace Harness.Simulators.Salesforce.Metadata;

internal enum FieldType
{
    Id,
    Text,
    TextArea,
    LongTextArea,
    Email,
    Phone,
    Url,
    Boolean,
    Int,
    Double,
    Currency,
    Percent,
    Date,
    DateTime,
    Picklist,
    MultiPicklist,
    Reference,
    Address,
}

internal static class FieldTypes
{
    public static string Name(this FieldType type) => type switch
    {
        FieldType.Id => "id",
        FieldType.Text => "string",
        FieldType.TextArea or FieldType.LongTextArea => "textarea",
        FieldType.Email => "email",
        FieldType.Phone => "phone",
        FieldType.Url => "url",
        FieldType.Boolean => "boolean",
        FieldType.Int => "int",
        FieldType.Double => "double",
        FieldType.Currency => "currency",
        FieldType.Percent => "percent",
        FieldType.Date => "date",
        FieldType.DateTime => "datetime",
        FieldType.Picklist => "picklist",
        FieldType.MultiPicklist => "multipicklist",
        FieldType.Reference => "reference",
        FieldType.Address => "address",
    };

    public static string SoapType(this FieldType type) => type switch
    {
        FieldType.Id or FieldType.Reference => "tns:ID",
        FieldType.Boolean => "xsd:boolean",
        FieldType.Int => "xsd:int",
        FieldType.Double or FieldType.Currency or FieldType.Percent => "xsd:double",
        FieldType.Date => "xsd:date",
        FieldType.DateTime => "xsd:dateTime",
        FieldType.Address => "urn:address",
        FieldType.Text or FieldType.TextArea or FieldType.LongTextArea or FieldType.Email or FieldType.Phone or FieldType.Url
            or FieldType.Picklist or FieldType.MultiPicklist => "xsd:string",
    };

    public static bool IsNumber(this FieldType type) =>
        type is FieldType.Int or FieldType.Double or FieldType.Currency or FieldType.Percent;

    public static bool IsText(this FieldType type) =>
        type is FieldType.Text or FieldType.TextArea or FieldType.LongTextArea or FieldType.Email or FieldType.Phone
            or FieldType.Url or FieldType.Picklist or FieldType.MultiPicklist;
}
