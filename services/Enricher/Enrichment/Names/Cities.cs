namespace Ingestion.Enricher.Enrichment.Names;

/// <summary>Large cities and cities that are often in the news; capitals stand in <see cref="Countries"/>.</summary>
/// <remarks>Names and countries as GeoNames has them (CC-BY 4.0), in the spelling of English-language news.</remarks>
internal static class Cities
{
    /// <summary>Country code; its cities.</summary>
    public const string Table = """
        AE;Dubai,Sharjah
        AF;Kandahar,Herat,Mazar-i-Sharif,Jalalabad,Kunduz
        AR;Buenos Aires,Rosario,Mendoza
        AT;Graz,Linz,Salzburg,Innsbruck,Wien
        AU;Sydney,Melbourne,Brisbane,Perth,Adelaide,Hobart,Darwin,Gold Coast,Cairns,Wollongong,Geelong
        AZ;Nagorno-Karabakh
        BD;Chittagong,Khulna,Sylhet,Cox's Bazar
        BE;Antwerp,Ghent,Liège,Liege,Bruges,Namur,Leuven,Bruxelles,Brüssel
        BO;La Paz,Santa Cruz de la Sierra,Cochabamba
        BR;São Paulo,Sao Paulo,Rio de Janeiro,Salvador,Fortaleza,Belo Horizonte,Manaus,Curitiba,Recife,Porto Alegre,Belém
        BY;Gomel,Brest,Grodno,Vitebsk
        CA;Toronto,Montreal,Montréal,Vancouver,Calgary,Edmonton,Winnipeg,Quebec City,Halifax,Hamilton,Saskatoon,Regina
        CH;Zurich,Zürich,Geneva,Genève,Genf,Basel,Lausanne,Lucerne,Davos,Lugano
        CI;Abidjan
        CL;Valparaíso,Valparaiso,Concepción
        CM;Douala
        CN;Shanghai,Guangzhou,Shenzhen,Tianjin,Wuhan,Chongqing,Chengdu,Nanjing,Hangzhou,Xi'an,Harbin,Shenyang,Dalian,Qingdao,Urumqi,Lhasa,Kunming,Zhengzhou,Suzhou,Xiamen,Ningbo,Changsha,Dongguan,Jinan,Peking
        CO;Medellín,Medellin,Cali,Barranquilla,Cartagena,Cúcuta
        CU;Guantánamo,Santiago de Cuba
        CZ;Brno,Ostrava,Plzen,Prag
        DE;Hamburg,Munich,München,Cologne,Köln,Frankfurt,Stuttgart,Düsseldorf,Dusseldorf,Dortmund,Essen,Leipzig,Bremen,Dresden,Hanover,Hannover,Nuremberg,Nürnberg,Duisburg,Bochum,Bonn,Mannheim,Karlsruhe,Wiesbaden,Münster,Augsburg,Gelsenkirchen,Kiel,Freiburg,Mainz,Rostock,Kassel,Potsdam,Heidelberg,Wolfsburg,Leverkusen,Ramstein
        DK;Aarhus,Odense,Aalborg,Kopenhagen
        DO;Santo Domingo
        DZ;Oran,Constantine
        EC;Guayaquil,Quito
        EG;Alexandria,Giza,Suez,Port Said,Luxor,Sharm el-Sheikh,Sharm el Sheikh,Aswan
        ES;Barcelona,Valencia,Seville,Sevilla,Zaragoza,Málaga,Malaga,Bilbao,Granada,Alicante,Murcia,Palma,San Sebastián,Pamplona
        ET;Mekelle
        FI;Tampere,Turku,Espoo
        FR;Marseille,Marseilles,Lyon,Toulouse,Nice,Nantes,Strasbourg,Straßburg,Bordeaux,Lille,Rennes,Grenoble,Montpellier,Calais,Cannes,Le Havre,Dijon,Toulon,Reims,Versailles,Avignon,Brest,Rouen
        GB;London,Londres,Londra,Birmingham,Manchester,Liverpool,Leeds,Glasgow,Edinburgh,Bristol,Cardiff,Belfast,Sheffield,Newcastle,Nottingham,Leicester,Southampton,Portsmouth,Aberdeen,Dundee,Swansea,Brighton,Cambridge,Oxford,York,Bradford,Coventry,Derby,Wolverhampton,Plymouth,Norwich,Sunderland,Middlesbrough,Hull,Stoke-on-Trent,Exeter,Reading,Luton,Dover,Salford,Blackpool,Preston,Ipswich,Salisbury,Londonderry
        GE;Batumi,Kutaisi
        GH;Kumasi,Tamale
        GR;Thessaloniki,Piraeus,Patras,Athen
        HR;Split,Dubrovnik,Rijeka
        HT;Cap-Haïtien
        ID;Surabaya,Bandung,Medan,Yogyakarta,Semarang,Makassar,Denpasar,Palembang,Banda Aceh
        IE;Cork,Galway,Limerick,Waterford
        IL;Tel Aviv,Haifa,Beersheba,Eilat,Ashkelon,Ashdod,Sderot,Jerusalem
        IN;Mumbai,Bombay,Delhi,Bangalore,Bengaluru,Kolkata,Calcutta,Chennai,Madras,Hyderabad,Ahmedabad,Pune,Surat,Jaipur,Lucknow,Kanpur,Nagpur,Varanasi,Srinagar,Amritsar,Bhopal,Patna,Chandigarh,Kochi,Guwahati,Ayodhya,Agra
        IQ;Mosul,Basra,Irbil,Erbil,Kirkuk,Fallujah,Ramadi,Tikrit,Najaf,Karbala,Samarra,Sulaymaniyah
        IR;Isfahan,Mashhad,Shiraz,Tabriz,Qom,Natanz,Bushehr,Bandar Abbas
        IT;Milan,Milano,Mailand,Naples,Napoli,Neapel,Turin,Torino,Palermo,Genoa,Genova,Bologna,Florence,Firenze,Venice,Venezia,Venedig,Verona,Bari,Catania,Trieste,Pisa,Padua,Bergamo,Roma,Rom,L'Aquila,Messina,Parma,Siena,Lampedusa
        JO;Aqaba,Zarqa
        JP;Osaka,Kyoto,Nagoya,Yokohama,Sapporo,Kobe,Fukuoka,Hiroshima,Nagasaki,Sendai,Kawasaki,Fukushima,Kumamoto,Nara,Nagano,Niigata
        KE;Mombasa,Kisumu,Garissa,Nakuru,Eldoret
        KG;Osh
        KR;Busan,Incheon,Daegu,Daejeon,Gwangju,Ulsan,Suwon,Pyeongchang,Jeju
        KZ;Almaty,Aktau,Baikonur,Karaganda
        LB;Tyre,Sidon,Baalbek
        LK;Kandy,Jaffna,Galle
        LY;Benghazi,Misrata,Sirte,Derna,Tobruk
        MA;Casablanca,Marrakesh,Marrakech,Fez,Tangier,Agadir
        ML;Timbuktu,Gao,Kidal,Mopti
        MM;Yangon,Rangoon,Mandalay
        MX;Mexico City,Guadalajara,Monterrey,Tijuana,Ciudad Juárez,Ciudad Juarez,Acapulco,Cancún,Cancun,Puebla,Veracruz,Oaxaca,Culiacán,Ciudad de México
        MY;Penang,Johor Bahru,Kuching,Kota Kinabalu,Ipoh
        NG;Lagos,Kano,Ibadan,Port Harcourt,Kaduna,Maiduguri,Jos,Benin City,Chibok,Sokoto
        NL;Rotterdam,The Hague,Den Haag,La Haye,Utrecht,Eindhoven,Groningen,Maastricht,Tilburg,Breda,Nijmegen,Schiphol
        NO;Bergen,Trondheim,Stavanger,Tromsø
        NP;Pokhara
        NZ;Auckland,Christchurch,Dunedin,Hamilton,Queenstown
        PE;Arequipa,Cusco,Cuzco,Trujillo
        PH;Manila,Cebu,Davao,Quezon City,Zamboanga,Tacloban,Marawi,Baguio
        PK;Karachi,Lahore,Peshawar,Quetta,Rawalpindi,Faisalabad,Multan,Abbottabad,Hyderabad
        PL;Kraków,Krakow,Cracow,Gdańsk,Gdansk,Wrocław,Wroclaw,Poznań,Poznan,Łódź,Lodz,Katowice,Lublin,Szczecin,Warszawa,Warschau,Varsovie
        PS;Gaza,Gaza City,Ramallah,Hebron,Nablus,Jenin,Bethlehem,Rafah,Khan Younis,Jericho,Tulkarm
        PT;Porto,Coimbra,Braga,Faro,Lissabon,Lisboa,Lisbonne
        RO;Cluj-Napoca,Timișoara,Timisoara,Iasi,Constanta
        RS;Novi Sad,Niš,Nis,Belgrad
        RU;St Petersburg,St. Petersburg,Saint Petersburg,Sochi,Vladivostok,Novosibirsk,Yekaterinburg,Kazan,Rostov-on-Don,Samara,Omsk,Chelyabinsk,Volgograd,Krasnodar,Kaliningrad,Murmansk,Grozny,Krasnoyarsk,Irkutsk,Voronezh,Perm,Ufa,Belgorod,Kursk,Bryansk,Beslan,Makhachkala,Moskau,Moscou,Moscú,Mosca,Yakutsk,Nizhny Novgorod
        SA;Jeddah,Mecca,Medina,Dammam,Dhahran
        SD;Darfur,Omdurman,Port Sudan,El Fasher
        SE;Gothenburg,Göteborg,Malmö,Malmo,Uppsala
        SO;Kismayo,Baidoa
        SY;Aleppo,Homs,Idlib,Raqqa,Hama,Latakia,Palmyra,Deir al-Zour,Deir ez-Zor,Deraa,Daraa,Kobani,Kobane,Tartus,Afrin
        TH;Chiang Mai,Phuket,Pattaya,Chiang Rai
        TR;Istanbul,Izmir,İzmir,Antalya,Adana,Bursa,Gaziantep,Diyarbakir,Konya,Bodrum,Suruc,Incirlik
        TW;Kaohsiung,Taichung,Tainan,Hsinchu
        TZ;Dar es Salaam,Arusha,Mwanza,Zanzibar
        UA;Kiev,Kyiv,Kiew,Kharkiv,Kharkov,Odessa,Odesa,Lviv,Donetsk,Luhansk,Lugansk,Mariupol,Dnipro,Zaporizhzhia,Kherson,Mykolaiv,Sevastopol,Simferopol,Yalta,Kerch,Sloviansk,Slavyansk,Kramatorsk,Debaltseve,Bakhmut,Chernobyl,Bucha,Kryvyi Rih,Vinnytsia,Poltava,Sumy
        US;Washington DC,Washington D.C.,New York,New York City,NYC,Manhattan,Brooklyn,Queens,Harlem,Los Angeles,Hollywood,Chicago,Houston,Phoenix,Philadelphia,San Antonio,San Diego,Dallas,San Jose,Austin,Jacksonville,San Francisco,Columbus,Fort Worth,Indianapolis,Charlotte,Seattle,Denver,Boston,Detroit,Nashville,Memphis,Portland,Oklahoma City,Las Vegas,Louisville,Baltimore,Milwaukee,Albuquerque,Tucson,Fresno,Sacramento,Kansas City,Atlanta,Miami,Cleveland,New Orleans,Minneapolis,Tampa,Pittsburgh,Cincinnati,St Louis,St. Louis,Orlando,Newark,Anchorage,Honolulu,Buffalo,Salt Lake City,Tulsa,Oakland,Omaha,Raleigh,Richmond,Baton Rouge,Des Moines,Charleston,Santa Fe,Silicon Valley,Wall Street,Ferguson,Flint,Guantanamo Bay,El Paso,Palo Alto,Cupertino,Mountain View,Little Rock,Hartford,Providence,Boise,Spokane,Santa Monica,Beverly Hills,Malibu,Pearl Harbor,Cape Canaveral,Los Alamos
        UZ;Samarkand,Bukhara
        VE;Maracaibo
        VN;Ho Chi Minh City,Saigon,Da Nang,Hue,Haiphong
        YE;Aden,Taiz,Hodeidah,Hudaydah,Marib
        ZA;Johannesburg,Cape Town,Durban,Pretoria,Port Elizabeth,Soweto,Bloemfontein
        ZW;Bulawayo
        """;
}
