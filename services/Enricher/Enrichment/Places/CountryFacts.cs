namespace Ingestion.Enricher.Enrichment.Places;

/// <summary>Where countries and larger areas lie, and which of them states do not agree about.</summary>
internal static class CountryFacts
{
    /// <summary>ISO 3166-1 code, degrees north and east of the middle, to a degree or so.</summary>
    /// <remarks>Middles as the CIA World Factbook (public domain) rounds them.</remarks>
    public const string Middles = """
        AD 42.5 1.5,AE 24 54,AF 33 65,AG 17.1 -61.8,AL 41 20,AM 40 45,AO -12.5 18.5,AR -34 -64,AT 47.3 13.3,AU -27 133,AZ 40.5 47.5,BA 44 18,BB 13.2 -59.5
        BD 24 90,BE 50.8 4,BF 13 -2,BG 43 25,BH 26 50.6,BI -3.5 30,BJ 9.5 2.3,BM 32.3 -64.8,BN 4.5 114.7,BO -17 -65,BR -10 -55,BS 24.3 -76,BT 27.5 90.5
        BW -22 24,BY 53 28,BZ 17.3 -88.8,CA 60 -95,CD 0 25,CF 7 21,CG -1 15,CH 47 8,CI 8 -5,CL -30 -71,CM 6 12,CN 35 105,CO 4 -72,CR 10 -84
        CU 21.5 -80,CV 16 -24,CY 35 33,CZ 49.8 15.5,DE 51 9,DJ 11.5 43,DK 56 10,DM 15.4 -61.3,DO 19 -70.7,DZ 28 3,EC -2 -77.5,EE 59 26
        EG 27 30,EH 24.5 -13,ER 15 39,ES 40 -4,ET 8 38,FI 64 26,FJ -18 175,FK -51.8 -59,FO 62 -7,FR 46 2,GA -1 11.8,GB 54 -2,GD 12.1 -61.7,GE 42 43.5
        GH 8 -2,GI 36.1 -5.4,GL 72 -40,GM 13.5 -16.6,GN 11 -10,GQ 2 10,GR 39 22,GT 15.5 -90.3,GU 13.5 144.8,GW 12 -15,GY 5 -59,HK 22.3 114.2,HN 15 -86.5
        HR 45.2 15.5,HT 19 -72.4,HU 47 20,ID -5 120,IE 53 -8,IL 31.5 34.8,IN 20 77,IQ 33 44,IR 32 53,IS 65 -18,IT 42.8 12.8,JM 18.3 -77.5,JO 31 36
        JP 36 138,KE 1 38,KG 41 75,KH 13 105,KM -12.2 44.3,KP 40 127,KR 37 127.5,KW 29.5 45.8,KZ 48 68,LA 18 105,LB 33.8 35.8,LC 13.9 -61,LI 47.2 9.5
        LK 7 81,LR 6.5 -9.5,LS -29.5 28.5,LT 56 24,LU 49.8 6.2,LV 57 25,LY 25 17,MA 32 -5,MC 43.7 7.4,MD 47 29,ME 42.5 19.3,MG -20 47,MH 9 168
        MK 41.8 22,ML 17 -4,MM 22 98,MN 46 105,MO 22.2 113.6,MR 20 -12,MT 35.8 14.6,MU -20.3 57.6,MV 3.3 73,MW -13.5 34,MX 23 -102,MY 2.5 112.5,MZ -18.3 35
        NA -22 17,NE 16 8,NG 10 8,NI 13 -85,NL 52.5 5.8,NO 62 10,NP 28 84,NZ -41 174,OM 21 57,PA 9 -80,PE -10 -76,PG -6 147,PH 13 122
        PK 30 70,PL 52 20,PR 18.3 -66.5,PT 39.5 -8,PY -23 -58,QA 25.5 51.3,RO 46 25,RS 44 21,RU 60 100,RW -2 30,SA 25 45,SB -8 159,SC -4.6 55.7
        SD 15 30,SE 62 15,SG 1.4 103.8,SI 46.1 14.8,SK 48.7 19.5,SL 8.5 -11.5,SM 43.8 12.4,SN 14 -14,SO 10 49,SR 4 -56,SS 8 30,ST 1 7
        SV 13.8 -88.9,SY 35 38,SZ -26.5 31.5,TD 15 19,TG 8 1.2,TH 15 100,TJ 39 71,TL -8.8 125.9,TM 40 60,TN 34 9,TO -20 -175,TR 39 35,TT 11 -61
        TW 23.5 121,TZ -6 35,UA 49 32,UG 1 32,US 38 -97,UY -33 -56,UZ 41 64,VA 41.9 12.45,VE 8 -66,VN 16.2 107.8,VU -16 167,WS -13.6 -172.3
        XK 42.6 21,YE 15 48,ZA -29 24,ZM -15 30,ZW -20 30
        """;

    /// <summary>Areas smaller or larger than a country: degrees north and east of the middle.</summary>
    public const string AreaMiddles = """
        Black Sea 43 34,Crimea 45.3 34.4,Baltic Sea 58 20,North Sea 56 3,Red Sea 20 38,Caspian Sea 42 50.5,Mediterranean 35 18,Mediterranean Sea 35 18,Dead Sea 31.5 35.5
        Sea of Azov 46 36.5,Aegean Sea 39 25,Aegean 39 25,Adriatic Sea 43 15,Adriatic 43 15,Gulf of Mexico 25 -90,Persian Gulf 27 51,South China Sea 12 115,Yellow Sea 36 123
        Strait of Hormuz 26.6 56.3,Taiwan Strait 24.5 119.5,Bay of Bengal 15 88,Caribbean Sea 15 -75,English Channel 50.2 -1,Lake Victoria -1 33,Kashmir 34 76,Golan Heights 33 35.8
        West Bank 32 35.3,Gaza Strip 31.4 34.4,Donbas 48 38.3,Abkhazia 43 41,South Ossetia 42.3 44,Transnistria 47.2 29.4,Nagorno-Karabakh 39.8 46.8,Tibet 31 88,Xinjiang 41 85
        Siberia 60 105,Chechnya 43.3 45.7,Catalonia 41.8 1.5,Bavaria 49 11.5,Sicily 37.5 14,Sardinia 40 9,Crete 35.2 24.9,Scotland 56.5 -4,Wales 52.3 -3.7,England 52.5 -1.5
        Northern Ireland 54.6 -6.7,Darfur 13 24,Texas 31.5 -99,California 37 -120,Florida 28 -82,Alaska 64 -152,Hawaii 20.5 -157,Queensland -22 144,Ontario 50 -86,Quebec 52 -72
        Punjab 31 75,Kerala 10.5 76.5,Sahara 23 10,Sahel 15 5,Alps 46.5 9.5,Himalayas 28.5 84,Mount Everest 27.99 86.93,Suez Canal 30.5 32.3,Panama Canal 9.1 -79.7
        """;

    /// <summary>Lands, and cities in them, that a state holds or claims and others do not grant it.</summary>
    /// <remarks>Each is on the agenda of a United Nations body, a party's claim before a court, or recognised by some member states only.</remarks>
    public const string Disputed = """
        Crimea,Crimean Peninsula,Krim,Crimée,Crimea Peninsula,Sevastopol,Simferopol,Kerch,Yalta,Donbas,Donbass,Donetsk,Luhansk,Lugansk,Kashmir,Jammu and Kashmir,Ladakh,Srinagar
        Golan Heights,East Jerusalem,Jerusalem,West Bank,Hebron,Western Sahara,Laayoune,Kosovo,Taiwan,Abkhazia,South Ossetia,Transnistria,Nagorno-Karabakh,Karabakh
        Somaliland,Northern Cyprus,Spratly Islands,Paracel Islands,Scarborough Shoal,Senkaku Islands,Diaoyu Islands,Kuril Islands,Dokdo,Takeshima,Liancourt Rocks,Falkland Islands
        Falklands,Gibraltar,Aksai Chin,Arunachal Pradesh,Essequibo,Abyei,Halaib,Chagos Islands,Mayotte
        """;

    /// <summary>Seats of government that are no capital but stand for those who govern or decide there.</summary>
    public const string Seats = "Brussels,The Hague,Westminster,Downing Street,Capitol Hill,Holyrood,Stormont,Kiev,Ramallah,Gaza,Taipei,Hong Kong";
}
