namespace Ingestion.Enricher.Enrichment.Names;

/// <summary>Words that make a name an organisation's, and well-known organisations.</summary>
/// <remarks>Common knowledge, in the spelling of English-language news; written for this project.</remarks>
internal static class Organisations
{
    /// <summary>A name that ends with one of these is an organisation's.</summary>
    public const string Suffixes = """
        Inc,Inc.,Corp,Corp.,Corporation,Ltd,Ltd.,Limited,LLC,LLP,PLC,Plc,plc,AG,GmbH,SA,SE,SpA,NV,BV,AB,ASA,Oyj,Co,Co.,Company,Companies,Holdings,Holding,Group,Groupe,
        Industries,Partners,Associates,Enterprises,Technologies,Technology,Systems,Solutions,Pharmaceuticals,Pharma,Motors,Motor,Airlines,Airways,Airline,
        Bank,Bancorp,Bankers,Insurance,Capital,Securities,Investments,Ventures,Media,Entertainment,Studios,Pictures,Records,Television,Broadcasting,Press,Publishing,
        Steel,Petroleum,Energy,Electric,Electronics,Foods,Stores,Supermarkets,Railways,Railway,Telecom,Communications,Networks,Semiconductor,Aerospace,Shipping,
        Department,Ministry,Agency,Bureau,Commission,Committee,Council,Authority,Administration,Office,Directorate,Secretariat,Treasury,
        University,College,School,Academy,Institute,Institution,Laboratory,Laboratories,Observatory,Hospital,Clinic,Museum,Gallery,Library,Theatre,Orchestra,Philharmonic,Ballet,
        Party,Union,Alliance,Coalition,Front,Movement,Congress,Parliament,Senate,Assembly,Association,Federation,Confederation,Foundation,Trust,Society,Fund,Organization,Organisation,
        League,Club,FC,CF,AFC,Rovers,Wanderers,Athletic,Rangers,Hotspur,
        Court,Tribunal,Police,Constabulary,Army,Navy,Guard,Guards,Brigade,Force,Corps,Church,Diocese,Synod,Caucus,Chamber,Board,Brotherhood,Network,Times,Herald,Tribune,Gazette,Telegraph,Chronicle
        """;

    /// <summary>A name that begins with one of these and goes on with <c>of</c> or <c>for</c> is an organisation's.</summary>
    public const string Heads = """
        Ministry,Department,Office,Bureau,Agency,Bank,University,College,School,Institute,Academy,Court,Council,House,Chamber,Church,Federation,Association,
        Commission,Committee,Union,Party,Centre,Center,Board,League,Organization,Organisation,Society,Museum,Army,Confederation,Congress,Assembly,Foundation,
        Authority,Administration,Directorate,Community,Campaign,Friends,Campaign,Movement,Alliance,Coalition,Trust,Faculty
        """;

    /// <summary>Lower-case words between which and a following <c>of</c> a name may go on with <c>and</c>.</summary>
    public const string WithAnd = "Ministry,Department,Office,Committee,Bureau,Agency,Faculty,Centre,Center,Secretary,Council";

    /// <summary>Names below that other countries have too: they tell no country.</summary>
    public const string OfManyCountries = """
        Congress,Senate,House of Representatives,Supreme Court,Treasury,Treasury Department,Ministry of Defence,Crown Court,High Court,Court of Appeal,
        Labour,Labour Party,Conservatives,Conservative Party,Liberal Democrats,Liberal Democratic Party,National Front,Politburo,Catholic Church,Roman Catholic Church,
        Commons,House of Commons,House of Lords,Guardian,Homeland Security,Rada,Emirates,Green Party,Greens,Democrats,Republicans,Republican Party,Democratic Party
        """;

    /// <summary>Country code, or nothing; the names.</summary>
    public const string Known = """
        ;United Nations,UN,U.N.,UN Security Council,Security Council,General Assembly,European Union,EU,E.U.,European Commission,European Parliament,European Council,European Central Bank,ECB,Eurogroup,NATO,Nato,World Bank,International Monetary Fund,IMF,World Health Organization,World Health Organisation,WHO,World Trade Organization,WTO,OECD,OPEC,Opec,OSCE,IAEA,International Atomic Energy Agency,UNESCO,Unesco,UNICEF,Unicef,UNHCR,Interpol,Europol,International Criminal Court,ICC,International Court of Justice,Red Cross,Red Crescent,Arab League,African Union,ASEAN,Asean,G7,G8,G20,BRICS,Commonwealth,Amnesty International,Human Rights Watch,Greenpeace,Oxfam,Médecins Sans Frontières,Save the Children,WWF,FIFA,Fifa,UEFA,Uefa,IOC,International Olympic Committee,FIA,IAAF,WADA,Wikileaks,WikiLeaks,Transparency International,World Economic Forum,ESA,European Space Agency,CERN,Hague Tribunal
        ;Islamic State,ISIS,ISIL,Isis,al-Qaeda,Al-Qaeda,al Qaeda,Al Qaeda,al-Qaida,Al-Qaida,Taliban,Hamas,Hezbollah,Hizbollah,Boko Haram,al-Shabab,Al-Shabab,al-Shabaab,Al-Shabaab,PKK,Fatah,Muslim Brotherhood,IRA,Houthis
        RU;Kremlin,Duma,State Duma,FSB,KGB,Gazprom,Rosneft,Lukoil,Sberbank,Aeroflot,RIA Novosti,Interfax,Itar-Tass,TASS,Tass,United Russia
        US;White House,State Department,US State Department,Pentagon,Congress,Senate,House of Representatives,Supreme Court,US Supreme Court,Federal Reserve,Fed,Treasury Department,Justice Department,Defense Department,Department of Justice,Department of State,Department of Defense,Department of Homeland Security,Homeland Security,FBI,CIA,NSA,NASA,Nasa,Federal Bureau of Investigation,Central Intelligence Agency,National Security Agency,National Security Council,Securities and Exchange Commission,SEC,FDA,Food and Drug Administration,EPA,FAA,Federal Aviation Administration,FCC,CDC,Centers for Disease Control and Prevention,Republican Party,Democratic Party,GOP,Republicans,Democrats,Tea Party,NRA,National Rifle Association,Associated Press,AP,New York Times,Washington Post,Wall Street Journal,Los Angeles Times,USA Today,CNN,Fox News,NBC,ABC News,CBS,Bloomberg,Time Magazine,Apple,Google,Alphabet,Microsoft,Facebook,Amazon,Twitter,Netflix,Tesla,SpaceX,Uber,Airbnb,Intel,IBM,Oracle,Cisco,Boeing,Lockheed Martin,General Motors,GM,Ford,Chrysler,General Electric,GE,Goldman Sachs,Morgan Stanley,JPMorgan,JPMorgan Chase,JP Morgan,J.P. Morgan,Citigroup,Bank of America,Wells Fargo,Lehman Brothers,BlackRock,Pfizer,Merck,Johnson & Johnson,Procter & Gamble,Coca-Cola,Pepsi,PepsiCo,McDonald's,Starbucks,Target,Walmart,Wal-Mart,Nike,Disney,ExxonMobil,Exxon,Exxon Mobil,Chevron,Monsanto,Visa,Mastercard,AT&T,Verizon,Comcast,American Airlines,United Airlines,Delta Air Lines,Harvard,Harvard University,Yale,Stanford,MIT,Princeton,NFL,NBA,MLB,NHL,New York Yankees,Los Angeles Lakers,Chicago Bulls,Dallas Cowboys,Nasdaq,Dow Jones,New York Stock Exchange,US Army,US Navy,US Air Force,Marine Corps,Coast Guard,Secret Service,Yahoo,eBay,Hewlett-Packard,Dell,Pixar,Warner Bros,Standard & Poor's,Moody's,OpenAI,Nvidia
        GB;Downing Street,House of Commons,House of Lords,Commons,Foreign Office,Home Office,Treasury,Ministry of Defence,Bank of England,Scotland Yard,Metropolitan Police,Met Police,NHS,BBC,ITV,Sky News,Channel 4,Guardian,Financial Times,Daily Mail,Daily Telegraph,Reuters,Thomson Reuters,Crown Prosecution Service,Crown Court,Old Bailey,High Court,Court of Appeal,Buckingham Palace,Labour,Labour Party,Conservatives,Conservative Party,Tories,Tory Party,Liberal Democrats,Lib Dems,UKIP,Ukip,SNP,Scottish National Party,Plaid Cymru,Sinn Fein,Sinn Féin,DUP,Green Party,MI5,MI6,GCHQ,Barclays,HSBC,Lloyds,Lloyds Banking Group,Royal Bank of Scotland,RBS,Standard Chartered,BP,Shell,Royal Dutch Shell,Rolls-Royce,BAE Systems,GlaxoSmithKline,AstraZeneca,Vodafone,BT,Tesco,Sainsbury's,Asda,Marks & Spencer,Unilever,Rio Tinto,Glencore,British Airways,easyJet,EasyJet,Virgin Atlantic,Network Rail,National Trust,Church of England,Oxford University,Cambridge University,Premier League,Football Association,FA,Manchester United,Manchester City,Arsenal,Chelsea,Liverpool FC,Tottenham,Tottenham Hotspur,Everton,West Ham,Newcastle United,Leeds United,Aston Villa,Leicester City,Celtic,Lord's,London Stock Exchange,Met Office
        DE;Bundestag,Bundesrat,Bundesbank,Bundeswehr,CDU,CSU,SPD,FDP,AfD,Volkswagen,VW,BMW,Daimler,Mercedes,Mercedes-Benz,Siemens,Deutsche Bank,Commerzbank,Lufthansa,Germanwings,Bayer,BASF,SAP,Adidas,Allianz,Porsche,Audi,Deutsche Telekom,Deutsche Bahn,Bayern Munich,Bayern München,FC Bayern,Borussia Dortmund,Bundesliga,Der Spiegel,Spiegel,Die Zeit,Die Grünen,Bundesregierung,Bundesverfassungsgericht
        FR;Elysee,Élysée,Elysée,National Front,Front National,Airbus,Air France,Renault,Peugeot,Citroen,Total,BNP Paribas,Société Générale,Societe Generale,Crédit Agricole,L'Oréal,LVMH,Danone,EDF,Areva,Orange,Alstom,AFP,Agence France-Presse,Le Monde,Le Figaro,Charlie Hebdo,Paris Saint-Germain,PSG,Assemblée nationale,SNCF
        ES;Podemos,Partido Popular,PSOE,Real Madrid,Barcelona FC,FC Barcelona,Atlético Madrid,Atletico Madrid,Santander,Banco Santander,BBVA,Telefónica,Telefonica,Inditex,Iberia,La Liga,Ciudadanos,El País
        IT;Fiat,Ferrari,Eni,Enel,UniCredit,Intesa Sanpaolo,Juventus,AC Milan,Inter Milan,Serie A,Forza Italia,Lega Nord,Alitalia,Corriere della Sera
        VA;Vatican,Catholic Church,Roman Catholic Church
        CN;Communist Party of China,Xinhua,Politburo,People's Liberation Army,Alibaba,Tencent,Huawei,Baidu,Xiaomi,Lenovo,PetroChina,Sinopec,Bank of China,TikTok,ByteDance
        JP;Toyota,Honda,Nissan,Sony,Panasonic,Toshiba,Hitachi,Nintendo,Mitsubishi,SoftBank,Olympus,Tepco,Bank of Japan,Kyodo,Liberal Democratic Party
        KR;Samsung,Samsung Electronics,Hyundai,LG,Kia,Yonhap,Blue House
        IN;Tata,Tata Motors,Tata Steel,Infosys,Reliance,Lok Sabha,Rajya Sabha,BJP,Bharatiya Janata Party,Bollywood
        IL;Knesset,Likud,Mossad,Israel Defense Forces,IDF,Haaretz
        IR;Revolutionary Guards,Revolutionary Guard,Guardian Council,IRNA
        SE;Ericsson,Volvo,Ikea,IKEA,Spotify,Saab,H&M
        CH;Nestlé,Nestle,Novartis,Roche,UBS,Credit Suisse
        NL;Philips,ING,Heineken,KLM
        FI;Nokia
        DK;Maersk
        BR;Petrobras,Vale
        SA;Saudi Aramco,Aramco
        AE;Emirates Airlines,Etihad
        QA;Al Jazeera,Al-Jazeera,Qatar Airways
        MY;Malaysia Airlines,Petronas
        GR;Syriza,New Democracy,Golden Dawn
        TR;AKP
        ZA;ANC,African National Congress
        AU;Qantas,BHP,BHP Billiton
        CA;BlackBerry,Bombardier
        UA;Verkhovna Rada,Rada,Naftogaz
        """;

    /// <summary>Capitalised words and phrases that are neither people, organisations nor places.</summary>
    public const string NotNames = """
        Cold War,World War I,World War II,World War,First World War,Second World War,World War One,World War Two,Great War,Great Depression,Civil War,American Civil War,Vietnam War,Gulf War,Iraq War,Korean War,Six Day War,Arab Spring,Prague Spring,Holocaust,Renaissance,Reformation,Enlightenment,Industrial Revolution,Brexit,Iron Curtain,
        Christmas,Christmas Day,Christmas Eve,Boxing Day,Easter,Easter Sunday,Good Friday,New Year,New Year's Day,New Year's Eve,Thanksgiving,Halloween,Ramadan,Eid,Hanukkah,Passover,Diwali,Independence Day,Labor Day,Memorial Day,Valentine's Day,Mother's Day,Father's Day,May Day,Bastille Day,Veterans Day,Black Friday,Super Tuesday,Lent,Eid al-Fitr,
        World Cup,Olympics,Olympic Games,Winter Olympics,Summer Olympics,Paralympics,Champions League,Europa League,Euro 2016,European Championship,FA Cup,League Cup,Super Bowl,World Series,Grand Slam,US Open,French Open,Australian Open,Ryder Cup,Davis Cup,Tour de France,Grand Prix,Formula One,Formula 1,Six Nations,Ashes,Commonwealth Games,Masters,Stanley Cup,Grammy,Oscar,Oscars,Emmy,Golden Globe,Booker Prize,Pulitzer Prize,Nobel Prize,Nobel Peace Prize,Nobel,Academy Award,Academy Awards,Eurovision,
        Bible,Koran,Quran,Torah,God,Allah,Jesus,Islam,Christianity,Judaism,Buddhism,Hinduism,Catholicism,Marxism,Communism,Internet,Web,World Wide Web,Wi-Fi,Bluetooth,iPhone,iPad,Windows,Android,Bitcoin,Boeing 737,Airbus A320,Earth,Moon,Mars,Venus,Jupiter,Saturn,Sun,Milky Way,Medicare,Medicaid,Obamacare,
        English,Spanish,French,German,Latin,Arabic,Mandarin,Cantonese,Hebrew,Hindi,Urdu,Farsi,Muslim,Muslims,Christian,Christians,Catholic,Catholics,Jewish,Jew,Jews,Hindu,Hindus,Buddhist,Buddhists,Sunni,Sunnis,Shia,Shiite,Shiites,Shi'ite,Islamic,Islamist,Islamists,Protestant,Protestants,Orthodox,Anglican,Mormon,Sikh,Sikhs,Kurd,Kurds,Kurdish,Arab,Arabs,Asian,Asians,African,Africans,European,Europeans,Latino,Latinos,Hispanic,Hispanics,African-American,African-Americans,African American,African Americans,Western,Eastern,Northern,Southern,Soviet,Soviets,Nazi,Nazis,Tatar,Tatars,Tibetan,Tibetans,Catalan,Catalans,Basque,Bavarian,Sicilian,Parisian,Londoner,Londoners,New Yorker,New Yorkers,Texan,Californian,Communist,Communists,Marxist,Republican,Democrat,Democratic,Conservative,Liberal,Socialist,Socialists,Tory,Victorian,Roman,Byzantine,Ottoman,Chechen,Uighur,Uyghur,Rohingya,Yazidi,Yazidis,Houthi,West,East,North,South,Internet,
        CEO,CFO,COO,CTO,GDP,CPI,VAT,TV,DVD,CD,PC,DNA,RNA,AIDS,HIV,MERS,SARS,Covid,COVID,COVID-19,Covid-19,Ebola,Zika,PM,MP,MPs,MEP,MEPs,AI,IT,PR,HQ,ID,CCTV,GMT,BST,EST,EDT,PST,PDT,UTC,CET,AM,PM,UFO,SUV,SUVs,ATM,LGBT,LGBTQ,IPO,IPOs,R&D,Q&A,FAQ,QC,KC,OBE,CBE,MBE,PhD,MBA,BA,MA,RBI,ERA,MVP,VIP,CV,GPS,USB,PDF,SMS,NGO,NGOs,IQ,EUR,USD,GBP,BREAKING,UPDATE,NEW,THE,AND,OK,DC,D.C.,II,III,IV,VI,VII,VIII,IX,XI,XII,XIV,XVI,
        Stock Exchange,Chapter 11,Boeing 777,Constitution,First Amendment,Second Amendment,Bill of Rights,Magna Carta,Act of Parliament,Treaty,Internet Explorer
        """;
}
