namespace Harness.Simulators;

/// <param name="TaxId">'#' becomes a digit; null where businesses have no such number.</param>
/// <param name="Street">'#' becomes a digit.</param>
internal sealed record Region(
    string Country,
    string Locale,
    string Currency,
    int Share,
    string? TaxId,
    string Phone,
    IReadOnlyList<string> LegalForms,
    IReadOnlyList<string> Streets,
    IReadOnlyList<(string City, string? State, string? PostalCode)> Cities)
{
    public static readonly IReadOnlyList<Region> All =
    [
        new("DE", "de", "EUR", 24, "DE#########", "+49 30 ########", ["GmbH", "AG", "GmbH & Co. KG", "KG"],
            ["Königsallee #", "Am Zirkus 1#", "Große Straße ##", "Lindenweg #a"],
            [("Berlin", null, "10117"), ("München", null, "80331"), ("Köln", null, "50667"), ("Düsseldorf", null, "40212")]),
        new("US", "en_US", "USD", 24, "##-#######", "+1 415 555 ####", ["Inc.", "LLC", "Corp."],
            ["### Market St", "## Elm Street, Suite ###", "1#00 Broadway"],
            [("San Francisco", "CA", "94103"), ("Austin", "TX", "78701"), ("New York", "NY", "10001"), ("Boston", "MA", "02108")]),
        new("GB", "en_GB", "GBP", 16, "GB#########", "+44 20 7946 0###", ["Ltd", "PLC", "LLP"],
            ["## High Street", "#1 King's Road", "St. Andrew's House, # Park Lane"],
            [("London", null, "EC1A 1BB"), ("Leeds", null, "LS1 4DY"), ("Edinburgh", null, "EH1 1YZ")]),
        new("FR", "fr", "EUR", 12, "FR###########", "+33 1 70 ## ## ##", ["SA", "SARL", "SAS"],
            ["## rue de l'Église", "# avenue des Champs-Élysées", "1# quai d'Orléans"],
            [("Paris", null, "75008"), ("Saint-Étienne", null, "42000"), ("Nîmes", null, "30000")]),
        new("JP", "ja", "JPY", 9, "T#############", "+81 3 #### ####", ["株式会社", "合同会社"],
            ["丸の内#-#-#", "梅田#丁目#-##"],
            [("千代田区", null, "100-0005"), ("大阪市", null, "530-0001")]),
        new("KW", "ar", "KWD", 6, null, "+965 2### ####", ["ذ.م.م", "W.L.L."],
            ["شارع الخليج ##", "Block #, Street ##"],
            [("مدينة الكويت", null, "13001"), ("Salmiya", null, "22001")]),
        new("CH", "fr", "CHF", 9, "CHE-###.###.###", "+41 44 ### ## ##", ["AG", "SA", "GmbH"],
            ["Bahnhofstrasse ##", "Rue du Rhône #"],
            [("Zürich", null, "8001"), ("Genève", null, "1204")]),
    ];
}
