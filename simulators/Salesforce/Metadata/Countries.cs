namespace Harness.Simulators.Salesforce.Metadata;

/// <summary>
/// The state and country picklists of this org. A country without states here refuses every state, as the vendor does
/// for all but the few countries whose states it delivers.
/// </summary>
internal static class Countries
{
    private static readonly Dictionary<string, string> ByCode = Parse("""
        AD=Andorra;AE=United Arab Emirates;AF=Afghanistan;AG=Antigua and Barbuda;AI=Anguilla;AL=Albania;AM=Armenia;
        AO=Angola;AQ=Antarctica;AR=Argentina;AS=American Samoa;AT=Austria;AU=Australia;AW=Aruba;AX=Åland Islands;
        AZ=Azerbaijan;BA=Bosnia and Herzegovina;BB=Barbados;BD=Bangladesh;BE=Belgium;BF=Burkina Faso;BG=Bulgaria;
        BH=Bahrain;BI=Burundi;BJ=Benin;BL=Saint Barthelemy;BM=Bermuda;BN=Brunei;BO=Bolivia;
        BQ=Bonaire, Sint Eustatius and Saba;BR=Brazil;BS=Bahamas;BT=Bhutan;BV=Bouvet Island;BW=Botswana;BY=Belarus;
        BZ=Belize;CA=Canada;CC=Cocos (Keeling) Islands;CD=Congo, the Democratic Republic of the;
        CF=Central African Republic;CG=Congo;CH=Switzerland;CI=Côte d'Ivoire;CK=Cook Islands;CL=Chile;CM=Cameroon;
        CN=China;CO=Colombia;CR=Costa Rica;CU=Cuba;CV=Cape Verde;CW=Curaçao;CX=Christmas Island;CY=Cyprus;
        CZ=Czech Republic;DE=Germany;DJ=Djibouti;DK=Denmark;DM=Dominica;DO=Dominican Republic;DZ=Algeria;EC=Ecuador;
        EE=Estonia;EG=Egypt;EH=Western Sahara;ER=Eritrea;ES=Spain;ET=Ethiopia;FI=Finland;FJ=Fiji;FK=Falkland Islands;
        FM=Micronesia;FO=Faroe Islands;FR=France;GA=Gabon;GB=United Kingdom;GD=Grenada;GE=Georgia;GF=French Guiana;
        GG=Guernsey;GH=Ghana;GI=Gibraltar;GL=Greenland;GM=Gambia;GN=Guinea;GP=Guadeloupe;GQ=Equatorial Guinea;
        GR=Greece;GS=South Georgia and the South Sandwich Islands;GT=Guatemala;GU=Guam;GW=Guinea-Bissau;GY=Guyana;
        HK=Hong Kong;HM=Heard Island and McDonald Islands;HN=Honduras;HR=Croatia;HT=Haiti;HU=Hungary;ID=Indonesia;
        IE=Ireland;IL=Israel;IM=Isle of Man;IN=India;IO=British Indian Ocean Territory;IQ=Iraq;IR=Iran;IS=Iceland;
        IT=Italy;JE=Jersey;JM=Jamaica;JO=Jordan;JP=Japan;KE=Kenya;KG=Kyrgyzstan;KH=Cambodia;KI=Kiribati;KM=Comoros;
        KN=Saint Kitts and Nevis;KP=Korea, Democratic People's Republic of;KR=Korea, Republic of;KW=Kuwait;
        KY=Cayman Islands;KZ=Kazakhstan;LA=Laos;LB=Lebanon;LC=Saint Lucia;LI=Liechtenstein;LK=Sri Lanka;LR=Liberia;
        LS=Lesotho;LT=Lithuania;LU=Luxembourg;LV=Latvia;LY=Libya;MA=Morocco;MC=Monaco;MD=Moldova;ME=Montenegro;
        MF=Saint Martin (French part);MG=Madagascar;MH=Marshall Islands;MK=North Macedonia;ML=Mali;MM=Myanmar;
        MN=Mongolia;MO=Macao;MP=Northern Mariana Islands;MQ=Martinique;MR=Mauritania;MS=Montserrat;MT=Malta;
        MU=Mauritius;MV=Maldives;MW=Malawi;MX=Mexico;MY=Malaysia;MZ=Mozambique;NA=Namibia;NC=New Caledonia;NE=Niger;
        NF=Norfolk Island;NG=Nigeria;NI=Nicaragua;NL=Netherlands;NO=Norway;NP=Nepal;NR=Nauru;NU=Niue;NZ=New Zealand;
        OM=Oman;PA=Panama;PE=Peru;PF=French Polynesia;PG=Papua New Guinea;PH=Philippines;PK=Pakistan;PL=Poland;
        PM=Saint Pierre and Miquelon;PN=Pitcairn;PR=Puerto Rico;PS=Palestine;PT=Portugal;PW=Palau;PY=Paraguay;
        QA=Qatar;RE=Réunion;RO=Romania;RS=Serbia;RU=Russian Federation;RW=Rwanda;SA=Saudi Arabia;SB=Solomon Islands;
        SC=Seychelles;SD=Sudan;SE=Sweden;SG=Singapore;SH=Saint Helena;SI=Slovenia;SJ=Svalbard and Jan Mayen;
        SK=Slovakia;SL=Sierra Leone;SM=San Marino;SN=Senegal;SO=Somalia;SR=Suriname;SS=South Sudan;
        ST=Sao Tome and Principe;SV=El Salvador;SX=Sint Maarten (Dutch part);SY=Syria;SZ=Eswatini;
        TC=Turks and Caicos Islands;TD=Chad;TF=French Southern Territories;TG=Togo;TH=Thailand;TJ=Tajikistan;
        TK=Tokelau;TL=Timor-Leste;TM=Turkmenistan;TN=Tunisia;TO=Tonga;TR=Turkey;TT=Trinidad and Tobago;TV=Tuvalu;
        TW=Taiwan;TZ=Tanzania;UA=Ukraine;UG=Uganda;UM=United States Minor Outlying Islands;US=United States;
        UY=Uruguay;UZ=Uzbekistan;VA=Holy See (Vatican City State);VC=Saint Vincent;VE=Venezuela;
        VG=Virgin Islands, British;VI=Virgin Islands, U.S.;VN=Viet Nam;VU=Vanuatu;WF=Wallis and Futuna;WS=Samoa;
        YE=Yemen;YT=Mayotte;ZA=South Africa;ZM=Zambia;ZW=Zimbabwe;
        """);

    private static readonly Dictionary<string, Dictionary<string, string>> States = new(StringComparer.OrdinalIgnoreCase)
    {
        ["US"] = Parse("""
            AL=Alabama;AK=Alaska;AZ=Arizona;AR=Arkansas;CA=California;CO=Colorado;CT=Connecticut;DE=Delaware;
            DC=District of Columbia;FL=Florida;GA=Georgia;HI=Hawaii;ID=Idaho;IL=Illinois;IN=Indiana;IA=Iowa;KS=Kansas;
            KY=Kentucky;LA=Louisiana;ME=Maine;MD=Maryland;MA=Massachusetts;MI=Michigan;MN=Minnesota;MS=Mississippi;
            MO=Missouri;MT=Montana;NE=Nebraska;NV=Nevada;NH=New Hampshire;NJ=New Jersey;NM=New Mexico;NY=New York;
            NC=North Carolina;ND=North Dakota;OH=Ohio;OK=Oklahoma;OR=Oregon;PA=Pennsylvania;RI=Rhode Island;
            SC=South Carolina;SD=South Dakota;TN=Tennessee;TX=Texas;UT=Utah;VT=Vermont;VA=Virginia;WA=Washington;
            WV=West Virginia;WI=Wisconsin;WY=Wyoming;
            """),
        ["CA"] = Parse("""
            AB=Alberta;BC=British Columbia;MB=Manitoba;NB=New Brunswick;NL=Newfoundland and Labrador;
            NT=Northwest Territories;NS=Nova Scotia;NU=Nunavut;ON=Ontario;PE=Prince Edward Island;QC=Quebec;
            SK=Saskatchewan;YT=Yukon Territories;
            """),
        ["AU"] = Parse("""
            ACT=Australian Capital Territory;NSW=New South Wales;NT=Northern Territory;QLD=Queensland;
            SA=South Australia;TAS=Tasmania;VIC=Victoria;WA=Western Australia;
            """),
        ["BR"] = Parse("""
            AC=Acre;AL=Alagoas;AP=Amapá;AM=Amazonas;BA=Bahia;CE=Ceará;DF=Distrito Federal;ES=Espírito Santo;GO=Goiás;
            MA=Maranhão;MT=Mato Grosso;MS=Mato Grosso do Sul;MG=Minas Gerais;PA=Pará;PB=Paraíba;PR=Paraná;
            PE=Pernambuco;PI=Piauí;RJ=Rio de Janeiro;RN=Rio Grande do Norte;RS=Rio Grande do Sul;RO=Rondônia;
            RR=Roraima;SC=Santa Catarina;SP=São Paulo;SE=Sergipe;TO=Tocantins;
            """),
    };

    private static readonly Dictionary<string, string> ByName =
        ByCode.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    public static string? NameOf(string code) => ByCode.GetValueOrDefault(code);

    public static string? CodeOf(string name) => ByName.GetValueOrDefault(name);

    public static string? StateName(string country, string code) =>
        States.TryGetValue(country, out var states) ? states.GetValueOrDefault(code) : null;

    public static string? StateCode(string country, string name) =>
        States.TryGetValue(country, out var states)
            ? states.FirstOrDefault(state => string.Equals(state.Value, name, StringComparison.OrdinalIgnoreCase)).Key
            : null;

    public static IEnumerable<PicklistValue> CountryValues() =>
        ByCode.Select(country => new PicklistValue(country.Key, Label: country.Value));

    public static IEnumerable<PicklistValue> StateValues() =>
        States.Values.SelectMany(states => states).GroupBy(state => state.Key)
            .Select(state => new PicklistValue(state.Key, Label: state.First().Value));

    /// <summary>A bitmap over the list of countries, highest bit first: the countries that have this state.</summary>
    public static string ValidFor(string stateCode)
    {
        var bits = new byte[(ByCode.Count + 7) / 8];
        var position = 0;
        foreach (var country in ByCode.Keys)
        {
            if (StateName(country, stateCode) is not null)
            {
                bits[position / 8] |= (byte)(0x80 >> (position % 8));
            }

            position++;
        }

        return Convert.ToBase64String(bits);
    }

    private static Dictionary<string, string> Parse(string table) =>
        table.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(row => row.Split('='))
            .ToDictionary(row => row[0], row => row[1], StringComparer.OrdinalIgnoreCase);
}
