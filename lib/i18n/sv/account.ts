import type { account as fi } from "../fi/account.ts";
import type { SectionLike } from "../translate.ts";

export const account: SectionLike<typeof fi> = {
  title: "Eget konto",
  sessions: "Var du är inloggad",
  device: "Webbläsare och enhet",
  unknownDevice: "Okänd webbläsare",
  lastSeen: "Senast använd",
  address: "Adress",
  direct: "Samma nät",
  thisOne: "Den här sessionen",
  end: "Avsluta",
  endOf: "Avsluta sessionen: {device}",
  endOthers: "Avsluta andra sessioner",
  ended: "Sessionen är avslutad",
  twoStep: "Tvåstegsinloggning",
  twoStepOn: "I bruk",
  twoStepOff: "Inte i bruk",
  twoStepText: "För inloggningen behövs utöver lösenordet en kod från autentiseringsappen i din telefon. Ett stulet lösenord räcker inte.",
  recoveryLeft: {
    one: "{count} återställningskod återstår. Skapa nya innan den är använd.",
    other: "{count} återställningskoder återstår.",
  },
  setUp: "Ta i bruk",
  setUpText: "Läs QR-koden med autentiseringsappen och skriv koden som appen visar.",
  setUpKey: "Om du inte kan läsa koden, skriv nyckeln i appen:",
  setUpCode: "QR-kod för autentiseringsappen",
  key: "Nyckel",
  code: "Kod från appen",
  whatCode:
    "De sex siffrorna som autentiseringsappen visar. De byts varje halvminut och var och en gäller en gång. Om koden inte godkänns, kontrollera att telefonens klocka går rätt. Exempel: 042 917.",
  whatKey:
    "Samma nyckel som i QR-koden. Välj i appen att skriva in nyckeln för hand och typen ”tidsbaserad”. Nyckeln är hemlig: med den kan man skapa koder för ditt konto.",
  confirm: "Ta i bruk",
  renew: "Nya återställningskoder",
  renewText: "De gamla återställningskoderna slutar fungera. Ange koden från appen.",
  turnOff: "Ta ur bruk",
  turnOffText: "Därefter loggar du in med enbart lösenord. Ange koden från appen eller en återställningskod.",
  turnedOff: "Tvåstegsinloggningen har tagits ur bruk",
  reportMails: "Rapporter per e-post",
  reportMailsText:
    "Meddelandet kommer till din adress ungefär klockan 6. Det innehåller siffrorna för de grupper som du ser i rapporterna och ändringen sedan förra gången.",
  dailyReport: "Dagens siffror varje morgon",
  whatDailyReport:
    "Gårdagens siffror jämförda med samma veckodag veckan innan. För en dag utan samtal kommer inget meddelande. Exempel: på tisdag morgon kommer måndagens siffror.",
  weeklyReport: "Veckans siffror på måndagar",
  whatWeeklyReport:
    "Förra veckans siffror från måndag till söndag, jämförda med veckan innan. För en vecka utan samtal kommer inget meddelande.",
  reportMailsNotSet:
    "Ingen e-postserver är inställd, så inga meddelanden skickas. Den som installerade systemet ställer in den med variabeln SMTP_URL.",
  saved: "Sparat",
  recoveryCodes: "Återställningskoder",
  recoveryText:
    "Med dessa kommer du in om telefonen försvinner. Var och en fungerar en gång. De visas bara nu: spara dem på annat ställe än i telefonen.",
  codesKept: "Koderna är sparade",
  session: "Session",
};
