namespace Ingestion.Enricher.Enrichment.Names;

/// <summary>Countries and territories.</summary>
/// <remarks>
/// Codes, English names and capitals: the public list <c>datasets/country-codes</c> (PDDL), which joins ISO 3166-1, CLDR and GeoNames. Other names,
/// names in other languages and demonyms: CLDR and ordinary usage. XK is the code that the European Union uses for Kosovo; ISO has none.
/// </remarks>
internal static class Countries
{
    /// <summary>Code; names, the usual one first; capital; demonyms; names in German, French, Spanish, Italian, Portuguese and Dutch.</summary>
    public const string Table = """
        AD;Andorra;Andorra la Vella;Andorran
        AE;United Arab Emirates,UAE;Abu Dhabi;Emirati,Emiratis
        AF;Afghanistan;Kabul;Afghan,Afghans;Afganistán
        AG;Antigua and Barbuda;St. John's
        AI;Anguilla;The Valley
        AL;Albania;Tirana;Albanian,Albanians
        AM;Armenia;Yerevan;Armenian,Armenians
        AO;Angola;Luanda;Angolan,Angolans
        AR;Argentina;Buenos Aires;Argentine,Argentinian,Argentinians,Argentines;Argentinien,Argentine,Argentinië
        AS;American Samoa;Pago Pago
        AT;Austria;Vienna;Austrian,Austrians;Österreich,Autriche,Oostenrijk
        AU;Australia;Canberra;Australian,Australians;Australien,Australie,Austrália
        AW;Aruba;Oranjestad
        AX;Åland Islands;Mariehamn
        AZ;Azerbaijan;Baku;Azerbaijani,Azeri,Azerbaijanis
        BA;Bosnia,Bosnia and Herzegovina,Bosnia-Herzegovina;Sarajevo;Bosnian,Bosnians
        BB;Barbados;Bridgetown;Barbadian
        BD;Bangladesh;Dhaka;Bangladeshi,Bangladeshis
        BE;Belgium;Brussels;Belgian,Belgians;Belgien,Belgique,Bélgica,Belgio,België
        BF;Burkina Faso;Ouagadougou;Burkinabe
        BG;Bulgaria;Sofia;Bulgarian,Bulgarians
        BH;Bahrain;Manama;Bahraini,Bahrainis
        BI;Burundi;Gitega;Burundian
        BJ;Benin;Porto-Novo;Beninese
        BM;Bermuda;Hamilton
        BN;Brunei;Bandar Seri Begawan;Bruneian
        BO;Bolivia;Sucre;Bolivian,Bolivians
        BQ;Caribbean Netherlands
        BR;Brazil;Brasilia;Brazilian,Brazilians;Brasilien,Brésil,Brasil,Brasile,Brazilië
        BS;Bahamas,The Bahamas;Nassau;Bahamian
        BT;Bhutan;Thimphu;Bhutanese
        BW;Botswana;Gaborone;Botswanan
        BY;Belarus;Minsk;Belarusian,Belarusians;Weißrussland,Biélorussie,Bielorrusia,Bielorussia
        BZ;Belize;Belmopan;Belizean
        CA;Canada;Ottawa;Canadian,Canadians;Kanada,Canadá
        CD;DR Congo,DRC,Democratic Republic of Congo,Democratic Republic of the Congo;Kinshasa;Congolese
        CF;Central African Republic;Bangui
        CG;Republic of the Congo,Congo-Brazzaville,Congo;Brazzaville
        CH;Switzerland;Bern;Swiss;Schweiz,Suisse,Suiza,Svizzera,Suíça,Zwitserland
        CI;Côte d'Ivoire,Ivory Coast,Cote d'Ivoire;Yamoussoukro;Ivorian
        CK;Cook Islands;Avarua
        CL;Chile;Santiago;Chilean,Chileans;Chili,Cile
        CM;Cameroon;Yaounde;Cameroonian
        CN;China,People's Republic of China;Beijing;Chinese;Chine,Cina
        CO;Colombia;Bogota;Colombian,Colombians;Kolumbien,Colombie
        CR;Costa Rica;San Jose;Costa Rican
        CU;Cuba;Havana;Cuban,Cubans
        CV;Cape Verde;Praia
        CW;Curaçao;Willemstad
        CY;Cyprus;Nicosia;Cypriot,Cypriots
        CZ;Czechia,Czech Republic;Prague;Czech,Czechs;Tschechien,Tchéquie,Chequia,Cechia
        DE;Germany,West Germany,East Germany;Berlin;German,Germans;Deutschland,Alemania,Germania,Allemagne,Alemanha,Duitsland
        DJ;Djibouti;Djibouti;Djiboutian
        DK;Denmark;Copenhagen;Danish,Dane,Danes;Dänemark,Danemark,Dinamarca,Danimarca,Denemarken
        DM;Dominica;Roseau
        DO;Dominican Republic;Santo Domingo;Dominican
        DZ;Algeria;Algiers;Algerian,Algerians;Algerien,Algérie,Argelia,Argélia
        EC;Ecuador;Quito;Ecuadorian,Ecuadorean
        EE;Estonia;Tallinn;Estonian,Estonians
        EG;Egypt;Cairo;Egyptian,Egyptians;Ägypten,Égypte,Egipto,Egitto,Egito
        EH;Western Sahara;El-Aaiun
        ER;Eritrea;Asmara;Eritrean,Eritreans
        ES;Spain;Madrid;Spanish,Spaniard,Spaniards;Spanien,Espagne,España,Spagna,Espanha,Spanje
        ET;Ethiopia;Addis Ababa;Ethiopian,Ethiopians
        FI;Finland;Helsinki;Finnish,Finn,Finns;Finnland,Finlande,Finlandia,Finlândia
        FJ;Fiji;Suva;Fijian
        FK;Falkland Islands;Stanley
        FM;Micronesia;Palikir
        FO;Faroe Islands;Torshavn
        FR;France;Paris;French,Frenchman,Frenchwoman;Frankreich,Francia,França,Frankrijk
        GA;Gabon;Libreville;Gabonese
        GB;United Kingdom,UK,U.K.,Britain,Great Britain,England,Scotland,Wales,Northern Ireland;London;British,Briton,Britons,English,Englishman,Scottish,Scots,Scot,Welsh,Northern Irish;Großbritannien,Grande-Bretagne,Reino Unido,Gran Bretaña,Gran Bretagna,Royaume-Uni,Vereinigtes Königreich,Regno Unito,Grã-Bretanha,Groot-Brittannië,Angleterre,Inglaterra,Inghilterra,Schottland,Écosse,Escocia
        GD;Grenada;St. George's
        GE;Georgia;Tbilisi;Georgian,Georgians
        GF;French Guiana;Cayenne
        GG;Guernsey;St Peter Port
        GH;Ghana;Accra;Ghanaian,Ghanaians
        GI;Gibraltar;Gibraltar
        GL;Greenland;Nuuk
        GM;Gambia,The Gambia;Banjul;Gambian
        GN;Guinea;Conakry;Guinean
        GP;Guadeloupe;Basse-Terre
        GQ;Equatorial Guinea;Ciudad de la Paz
        GR;Greece;Athens;Greek,Greeks;Griechenland,Grèce,Grecia,Grécia,Griekenland
        GT;Guatemala;Guatemala City;Guatemalan
        GU;Guam;Hagatna
        GW;Guinea-Bissau;Bissau
        GY;Guyana;Georgetown;Guyanese
        HK;Hong Kong;Hong Kong;Hongkonger
        HN;Honduras;Tegucigalpa;Honduran
        HR;Croatia;Zagreb;Croatian,Croat,Croats,Croatians;Kroatien,Croatie,Croacia,Croazia
        HT;Haiti;Port-au-Prince;Haitian,Haitians
        HU;Hungary;Budapest;Hungarian,Hungarians;Ungarn,Hongrie,Hungría,Ungheria,Hongarije
        ID;Indonesia;Jakarta;Indonesian,Indonesians
        IE;Ireland,Republic of Ireland;Dublin;Irish,Irishman;Irland,Irlande,Irlanda
        IL;Israel;Jerusalem;Israeli,Israelis;Israël
        IM;Isle of Man;Douglas
        IN;India;New Delhi;Indian,Indians;Indien,Inde,Índia
        IQ;Iraq;Baghdad;Iraqi,Iraqis;Irak,Iraque
        IR;Iran,Islamic Republic of Iran;Tehran;Iranian,Iranians;Irán,Irão,Irã
        IS;Iceland;Reykjavik;Icelandic,Icelander
        IT;Italy;Rome;Italian,Italians;Italien,Italie,Italia,Itália,Italië
        JE;Jersey;Saint Helier
        JM;Jamaica;Kingston;Jamaican,Jamaicans
        JO;Jordan;Amman;Jordanian,Jordanians
        JP;Japan;Tokyo;Japanese;Japon,Japón,Giappone,Japão
        KE;Kenya;Nairobi;Kenyan,Kenyans
        KG;Kyrgyzstan;Bishkek;Kyrgyz
        KH;Cambodia;Phnom Penh;Cambodian,Cambodians
        KI;Kiribati;Tarawa
        KM;Comoros;Moroni
        KN;St. Kitts and Nevis,St Kitts and Nevis;Basseterre
        KP;North Korea,DPRK;Pyongyang;North Korean,North Koreans;Nordkorea,Corée du Nord,Corea del Norte,Corea del Nord
        KR;South Korea,Republic of Korea;Seoul;South Korean,South Koreans;Südkorea,Corée du Sud,Corea del Sur,Corea del Sud
        KW;Kuwait;Kuwait City;Kuwaiti,Kuwaitis
        KY;Cayman Islands;George Town
        KZ;Kazakhstan;Nur-Sultan;Kazakh,Kazakhs
        LA;Laos;Vientiane;Laotian
        LB;Lebanon;Beirut;Lebanese;Libanon,Liban,Líbano,Libano
        LC;St. Lucia,St Lucia;Castries
        LI;Liechtenstein;Vaduz;Liechtensteiner
        LK;Sri Lanka;Colombo;Sri Lankan
        LR;Liberia;Monrovia;Liberian
        LS;Lesotho;Maseru
        LT;Lithuania;Vilnius;Lithuanian,Lithuanians
        LU;Luxembourg;Luxembourg;Luxembourgish
        LV;Latvia;Riga;Latvian,Latvians
        LY;Libya;Tripoli;Libyan,Libyans
        MA;Morocco;Rabat;Moroccan,Moroccans;Marokko,Maroc,Marruecos,Marocco,Marrocos
        MC;Monaco;Monaco;Monegasque
        MD;Moldova;Chisinau;Moldovan,Moldovans
        ME;Montenegro;Podgorica;Montenegrin
        MG;Madagascar;Antananarivo;Malagasy
        MH;Marshall Islands;Majuro
        MK;North Macedonia,Macedonia;Skopje;Macedonian,Macedonians
        ML;Mali;Bamako;Malian,Malians
        MM;Myanmar,Burma;Nay Pyi Taw;Burmese
        MN;Mongolia;Ulaanbaatar;Mongolian,Mongolians
        MO;Macao,Macau;Macao
        MP;Northern Mariana Islands;Saipan
        MQ;Martinique;Fort-de-France
        MR;Mauritania;Nouakchott;Mauritanian
        MS;Montserrat;Plymouth
        MT;Malta;Valletta;Maltese
        MU;Mauritius;Port Louis;Mauritian
        MV;Maldives;Male;Maldivian
        MW;Malawi;Lilongwe;Malawian
        MX;Mexico;Mexico City;Mexican,Mexicans;Mexiko,Mexique,México,Messico
        MY;Malaysia;Kuala Lumpur;Malaysian,Malaysians
        MZ;Mozambique;Maputo;Mozambican
        NA;Namibia;Windhoek;Namibian
        NC;New Caledonia;Noumea
        NE;Niger;Niamey;Nigerien
        NG;Nigeria;Abuja;Nigerian,Nigerians
        NI;Nicaragua;Managua;Nicaraguan
        NL;Netherlands,Holland;Amsterdam;Dutch,Dutchman;Niederlande,Niederlanden,Pays-Bas,Países Bajos,Paesi Bassi,Olanda,Países Baixos,Nederland
        NO;Norway;Oslo;Norwegian,Norwegians;Norwegen,Norvège,Noruega,Norvegia,Noorwegen
        NP;Nepal;Kathmandu;Nepalese,Nepali
        NR;Nauru;Yaren
        NU;Niue;Alofi
        NZ;New Zealand;Wellington;New Zealander,New Zealanders
        OM;Oman;Muscat;Omani
        PA;Panama;Panama City;Panamanian
        PE;Peru;Lima;Peruvian,Peruvians;Pérou,Perú,Perù
        PF;French Polynesia;Papeete
        PG;Papua New Guinea;Port Moresby;Papuan
        PH;Philippines;Manila;Filipino,Philippine,Filipinos
        PK;Pakistan;Islamabad;Pakistani,Pakistanis
        PL;Poland;Warsaw;Polish,Pole,Poles;Polen,Pologne,Polonia,Polónia,Polônia,Polska
        PM;St. Pierre and Miquelon;Saint-Pierre
        PN;Pitcairn;Adamstown
        PR;Puerto Rico;San Juan;Puerto Rican
        PS;Palestine,Palestinian Territories;East Jerusalem;Palestinian,Palestinians
        PT;Portugal;Lisbon;Portuguese;Portogallo
        PW;Palau;Melekeok
        PY;Paraguay;Asuncion;Paraguayan
        QA;Qatar;Doha;Qatari,Qataris
        RE;Réunion;Saint-Denis
        RO;Romania;Bucharest;Romanian,Romanians;Rumänien,Roumanie,Rumania,Romênia
        RS;Serbia;Belgrade;Serbian,Serb,Serbs;Serbien,Serbie
        RU;Russia,Russian Federation;Moscow;Russian,Russians;Russland,Russie,Rusia,Rússia,Rusland
        RW;Rwanda;Kigali;Rwandan,Rwandans
        SA;Saudi Arabia;Riyadh;Saudi,Saudi Arabian,Saudis;Saudi-Arabien,Arabie saoudite,Arabia Saudí,Arabia Saudita
        SB;Solomon Islands;Honiara
        SC;Seychelles;Victoria
        SD;Sudan;Khartoum;Sudanese
        SE;Sweden;Stockholm;Swedish,Swede,Swedes;Schweden,Suède,Suecia,Svezia,Suécia,Zweden,Sverige
        SG;Singapore;Singapore;Singaporean
        SH;St. Helena;Jamestown
        SI;Slovenia;Ljubljana;Slovenian,Slovene
        SK;Slovakia;Bratislava;Slovak,Slovaks
        SL;Sierra Leone;Freetown;Sierra Leonean
        SM;San Marino;San Marino
        SN;Senegal;Dakar;Senegalese
        SO;Somalia;Mogadishu;Somali,Somalis
        SR;Suriname;Paramaribo;Surinamese
        SS;South Sudan;Juba;South Sudanese
        ST;São Tomé and Príncipe,Sao Tome and Principe;Sao Tome
        SV;El Salvador;San Salvador;Salvadoran
        SX;Sint Maarten;Philipsburg
        SY;Syria;Damascus;Syrian,Syrians;Syrien,Syrie,Siria,Síria,Syrië
        SZ;Eswatini,Swaziland;Mbabane
        TC;Turks and Caicos Islands;Cockburn Town
        TD;Chad;N'Djamena;Chadian
        TG;Togo;Lome;Togolese
        TH;Thailand;Bangkok;Thai,Thais
        TJ;Tajikistan;Dushanbe;Tajik
        TK;Tokelau
        TL;Timor-Leste,East Timor;Dili
        TM;Turkmenistan;Ashgabat;Turkmen
        TN;Tunisia;Tunis;Tunisian,Tunisians;Tunesien,Tunisie,Túnez
        TO;Tonga;Nuku'alofa
        TR;Turkey,Türkiye,Turkiye;Ankara;Turkish,Turk,Turks;Türkei,Turquie,Turquía,Turchia,Turquia,Turkije
        TT;Trinidad and Tobago,Trinidad;Port of Spain;Trinidadian
        TV;Tuvalu;Funafuti
        TW;Taiwan;Taipei;Taiwanese
        TZ;Tanzania;Dodoma;Tanzanian
        UA;Ukraine;Kyiv;Ukrainian,Ukrainians;Ucraina,Ucrania,Ucrânia,Oekraïne
        UG;Uganda;Kampala;Ugandan,Ugandans
        US;United States,United States of America,US,U.S.,USA,U.S.A.,America;Washington;American,Americans;Vereinigte Staaten,Vereinigten Staaten,États-Unis,Etats-Unis,Estados Unidos,EE.UU.,EEUU,Stati Uniti,Verenigde Staten,Amerika
        UY;Uruguay;Montevideo;Uruguayan
        UZ;Uzbekistan;Tashkent;Uzbek
        VA;Vatican City,Vatican,Holy See;Vatican City
        VC;St. Vincent and Grenadines,St Vincent;Kingstown
        VE;Venezuela;Caracas;Venezuelan,Venezuelans
        VG;British Virgin Islands;Road Town
        VI;U.S. Virgin Islands;Charlotte Amalie
        VN;Vietnam;Hanoi;Vietnamese
        VU;Vanuatu;Port Vila
        WF;Wallis and Futuna;Mata Utu
        WS;Samoa;Apia
        XK;Kosovo;Pristina;Kosovan,Kosovar
        YE;Yemen;Sanaa;Yemeni,Yemenis
        YT;Mayotte;Mamoudzou
        ZA;South Africa;Pretoria;South African,South Africans;Südafrika,Afrique du Sud,Sudáfrica,Sudafrica
        ZM;Zambia;Lusaka;Zambian
        ZW;Zimbabwe;Harare;Zimbabwean,Zimbabweans
        """;
}
