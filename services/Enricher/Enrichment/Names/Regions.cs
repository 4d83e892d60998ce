namespace Ingestion.Enricher.Enrichment.Names;

/// <summary>Continents, seas, rivers, mountains, states, provinces and disputed lands.</summary>
/// <remarks>Names as GeoNames has them (CC-BY 4.0); subdivisions: ISO 3166-2.</remarks>
internal static class Regions
{
    /// <summary>
    /// Country code, or nothing where several or none hold it; the names. Disputed lands have the country that ISO 3166-2 files them under
    /// (Crimea: UA-43), or none where ISO files them under none.
    /// </summary>
    public const string Table = """
        ;Europe,Asia,Africa,North America,South America,Latin America,Central America,Antarctica,Oceania,Eurasia,Western Europe,Eastern Europe,Central Europe,Central Asia,South Asia,Southeast Asia,South-East Asia,East Asia,East Africa,West Africa,Southern Africa,North Africa,Sub-Saharan Africa,Middle East,Far East,Maghreb,Scandinavia,Balkans,Caucasus,Baltics,Caribbean,West Indies,Levant,Sahel,Gulf,Europa,Afrika,Afrique,África,Asien,Asie,Südamerika,Amérique latine,América Latina,Naher Osten,Nahen Osten,Proche-Orient,Moyen-Orient,Oriente Medio,Medio Oriente
        ;Atlantic,Atlantic Ocean,Pacific,Pacific Ocean,Indian Ocean,Arctic Ocean,Arctic,Antarctic,Southern Ocean,Mediterranean,Mediterranean Sea,Black Sea,Baltic Sea,Baltic,North Sea,Red Sea,Caspian Sea,Adriatic,Adriatic Sea,Aegean,Aegean Sea,Ionian Sea,Sea of Azov,South China Sea,East China Sea,Yellow Sea,Sea of Japan,Arabian Sea,Persian Gulf,Gulf of Aden,Gulf of Mexico,Gulf of Guinea,Gulf of Oman,Gulf of Thailand,Caribbean Sea,Bay of Bengal,Bay of Biscay,English Channel,Channel,Irish Sea,Barents Sea,Bering Strait,Strait of Hormuz,Strait of Gibraltar,Strait of Malacca,Taiwan Strait,Bosphorus,Bosporus,Dardanelles,Dead Sea,Lake Geneva,Lake Victoria,Great Lakes,Lake Michigan,Lake Chad,Schwarzes Meer,Schwarzen Meer,Ostsee,Nordsee,Mittelmeer,Méditerranée,mer Noire
        ;Danube,Rhine,Nile,Amazon River,Mekong,Euphrates,Tigris,Congo River,Zambezi,Alps,Andes,Himalayas,Himalaya,Pyrenees,Carpathians,Sahara,Kalahari,Mount Everest,Everest,Horn of Africa,Golan Heights,Kashmir,Western Sahara,Kurdistan,Spratly Islands,Paracel Islands,Senkaku Islands,Abkhazia,South Ossetia,Transnistria,Demilitarized Zone
        UA;Crimea,Crimean Peninsula,Donbas,Donbass,Krim,Crimée,Crimea Peninsula
        RU;Chechnya,Dagestan,Ingushetia,North Ossetia,Tatarstan,Siberia,Urals,Volga,Kamchatka,Sakhalin,Kuril Islands,Lake Baikal
        PS;Gaza Strip,West Bank,East Jerusalem
        GB;Thames,River Thames,Midlands,West Midlands,Yorkshire,Lancashire,Kent,Essex,Sussex,Surrey,Devon,Cornwall,Norfolk,Suffolk,Cumbria,Northumberland,Merseyside,Greater Manchester,Hampshire,Dorset,Somerset,Wiltshire,Gloucestershire,Oxfordshire,Cambridgeshire,Lincolnshire,Nottinghamshire,Derbyshire,Staffordshire,Cheshire,Hertfordshire,Berkshire,Ulster,Highlands,Isle of Wight,Isle of Man,Lake District,Heathrow,Gatwick,Westminster,Downing Street,Fleet Street,Wimbledon,Snowdonia
        US;Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,Florida,Hawaii,Idaho,Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York State,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington State,West Virginia,Wisconsin,Wyoming,District of Columbia,New England,Midwest,Long Island,Staten Island,Bronx,Appalachia,Capitol Hill,Grand Canyon,Rocky Mountains,Rockies,Mississippi River,Hudson River,Lake Erie,Lake Ontario,Martha's Vineyard,Orange County,Cape Cod,Camp David,Mar-a-Lago,Silicon Valley,Wall Street,Guantanamo Bay,Pearl Harbor,Cape Canaveral
        CA;Ontario,Quebec,Québec,British Columbia,Alberta,Manitoba,Saskatchewan,Nova Scotia,New Brunswick,Newfoundland,Yukon,Nunavut,Prince Edward Island
        AU;New South Wales,Queensland,Victoria,Tasmania,Western Australia,South Australia,Northern Territory,Great Barrier Reef,Canberra
        DE;Bavaria,Bayern,Saxony,Sachsen,Saxony-Anhalt,Lower Saxony,Niedersachsen,Brandenburg,Hesse,Hessen,Thuringia,Thüringen,North Rhine-Westphalia,Nordrhein-Westfalen,Baden-Württemberg,Rhineland-Palatinate,Saarland,Schleswig-Holstein,Mecklenburg-Vorpommern,Ruhr,Black Forest
        FR;Brittany,Normandy,Provence,Corsica,Alsace,Burgundy,Riviera,Bretagne,Normandie,Île-de-France
        ES;Catalonia,Catalunya,Cataluña,Andalusia,Andalucía,Basque Country,País Vasco,Galicia,Canary Islands,Balearic Islands,Majorca,Mallorca,Ibiza,Tenerife,Gran Canaria,Ceuta,Melilla,Costa del Sol,La Palma
        IT;Sicily,Sardinia,Tuscany,Lombardy,Veneto,Piedmont,Calabria,Puglia,Umbria,Campania,Lombardia,Toscana,Sicilia
        BE;Flanders,Wallonia
        NL;Friesland,Limburg,Zeeland
        GR;Crete,Lesbos,Lesvos,Rhodes,Kos,Corfu,Macedonia,Peloponnese
        DK;Greenland,Jutland,Faroe Islands
        CN;Tibet,Xinjiang,Inner Mongolia,Guangdong,Sichuan,Yunnan,Hebei,Henan,Hubei,Hunan,Fujian,Zhejiang,Jiangsu,Shandong,Guangxi,Hainan,Yangtze,Yellow River,Tiananmen Square
        IN;Punjab,Gujarat,Maharashtra,Kerala,Tamil Nadu,Karnataka,Uttar Pradesh,Bihar,West Bengal,Rajasthan,Assam,Manipur,Odisha,Goa,Andhra Pradesh,Telangana,Jammu and Kashmir,Ladakh,Madhya Pradesh,Haryana,Jharkhand,Ganges
        PK;Balochistan,Sindh,Khyber Pakhtunkhwa,North Waziristan,South Waziristan,Swat Valley
        ID;Java,Sumatra,Bali,Borneo,Sulawesi,Aceh,Papua,Lombok,West Papua
        JP;Hokkaido,Honshu,Kyushu,Okinawa,Mount Fuji
        PH;Luzon,Mindanao,Sulu
        AF;Helmand,Kandahar Province,Tora Bora
        IQ;Anbar,Nineveh,Sinjar
        NG;Borno,Niger Delta,Biafra,Rivers State
        ET;Tigray,Oromia,Amhara
        SO;Somaliland,Puntland
        CD;Kivu,North Kivu,South Kivu,Katanga,Ituri
        BR;Amazonia,Bahia,Minas Gerais,Mato Grosso
        MX;Chiapas,Sinaloa,Chihuahua,Baja California,Yucatán,Yucatan,Michoacán,Guerrero
        AR;Patagonia,Tierra del Fuego
        EC;Galápagos,Galapagos,Galapagos Islands
        EG;Sinai,Sinai Peninsula,Suez Canal
        PA;Panama Canal
        TR;Anatolia,Cappadocia
        MY;Sabah,Sarawak
        MM;Rakhine,Kachin,Shan State
        ZA;KwaZulu-Natal,Gauteng,Western Cape,Eastern Cape,Limpopo,Robben Island
        AZ;Nagorno-Karabakh,Karabakh
        NL;Schiphol
        SD;Darfur
        TR;Incirlik
        """;
}
