import type { organisation as fi } from "../fi/organisation.ts";
import type { SectionLike } from "../translate.ts";

export const organisation: SectionLike<typeof fi> = {
  title: "Organisation",
  subtitle: "Inställningar som gäller alla svarsgrupper",
  basics: "Allmänt",
  name: "Organisationens namn",
  nameHint: "Visas i portalens överkant.",
  language: "Språk",
  languageHint: "Språket i samtalens meddelanden, om inte gruppen eller menyn väljer ett annat.",
  timeZone: "Tidszon",
  timeZoneHint: "Öppettider, rapporter och samtalsuppgifter visas i den här platsens tid.",
  presence: "Närvarostatus",
  presenceIntro: "De statusar som medlemmen väljer bland. Färgen avgör om det kommer samtal från grupperna.",
  presenceNames: "Statusar",
  presenceNamesHint: "Högst 12 statusar. Den som är röd får inga samtal från grupperna, om gruppen är inställd så.",
  presenceNone: "De tre vanliga används: På plats, Borta och Upptagen.",
  presenceAdd: "Lägg till status",
  presenceColour: "Färg för status {number}",
  presenceName: "Namn på status {number}",
  presenceRemove: "Ta bort status {number}",
  availableColour: "Grön: får samtal",
  awayColour: "Gul: borta",
  busyColour: "Röd: inga samtal",
  calls: "Samtal",
  serviceLevel: "Mål för servicenivån",
  serviceLevelHint: "Hur stor del av samtalen som ska besvaras inom gruppens måltid, 1–100.",
  numberClasses: "Tillåtna nummerslag",
  numberClassesHint: "Andra rings inte: varken som destination, återuppringning, mobil enhet eller medlemmens eget samtal.",
  numberClassesHelp:
    "Hindrar dyra samtal och missbruk. Nödnumret 112 kan alltid ringas. Om du tar bort ett slag som någon destination pekar på slutar den fungera.",
  nationalFixed: "Fasta nummer i Finland",
  mobile: "Mobiltelefoner i Finland",
  freephone: "Avgiftsfria (0800, 116)",
  company: "Företagsnummer (010, 020, 029, 030, 039, 075)",
  general: "Allmännyttiga (0300)",
  premium: "Avgiftsbelagda servicenummer (0600, 0700 och okända)",
  foreign: "Utlandet",
  satellite: "Satellittelefoner",
  callbacks: "Återuppringning",
  retry: "Paus mellan försöken",
  retryHint: "När kunden inte nåddes görs nästa försök tidigast efter denna tid, 1–1 440.",
  dailyCap: "Begäranden per dag",
  dailyCapHint: "Därefter erbjuds återuppringning inte mer den dagen. 0 = inga alls, högst 100 000.",
  retention: "Bevaringstider",
  retentionIntro: "Äldre uppgifter raderas. Det som raderats fås inte tillbaka.",
  retentionCalls: "Samtalsuppgifter",
  retentionMessages: "Inspelningar och meddelanden",
  retentionHint: "0 = bevaras tills vidare, högst 3 650.",
  days: "dygn",
  nameExplain: "Namnet som användarna ser i portalen och i e-post. Det sägs inte till uppringare. Exempel: Kuuranlahden Energia.",
  languageExplain:
    "Språket för de färdiga talmeddelandena, om inte gruppen, menyn eller numret bestämmer något annat. Portalens språk väljer var och en själv.",
  timeZoneExplain:
    "Vilken klocka öppettiderna, rapporternas dagar och timmar och e-postrapporternas morgon följer. Sommartid beaktas. Ett byte ändrar också dagsgränserna i gamla rapporter.",
  presenceExplain:
    "Medlemmen väljer en av dessa. Grön och gul får gruppernas samtal, röd får inga. Tom lista: På plats, Borta och Upptagen används. Exempel: På utbildning, röd.",
  serviceLevelExplain:
    "Rapporternas servicenivå jämförs med detta, och det som blir under märks ut. Målet påverkar inte hur samtalen går. Exempel: 80 % betyder att fyra av fem besvaras inom gruppens måltid.",
  retryExplain:
    "Hur länge man väntar när kunden inte nåddes vid återuppringning. Platsen i kön behålls. Exempel: 5 min, och tre försök tar minst 10 minuter.",
  dailyCapExplain:
    "Hur många begäranden om återuppringning organisationen tar emot per dygn. 0 = inga. Skyddar mot kostnader om någon lämnar begäranden till främmande nummer.",
  retentionCallsExplain:
    "När tiden har gått tas samtalets uppgifter bort, och det försvinner också ur rapporterna. 0 = sparas tills någon tar bort dem. Exempel: 365 räcker för att jämföra med förra året.",
  retentionMessagesExplain:
    "När tiden har gått tas meddelandelådornas inspelningar och svar bort. 0 = sparas tills någon tar bort dem. Exempel: 90.",
};
