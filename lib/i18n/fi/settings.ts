import type { SettingKey, SettingTexts } from "../settings.ts";

export const settings: Record<SettingKey, SettingTexts> = {
  type: {
    label: "Tyyppi",
    hint: "Tyyppiä ei voi muuttaa luomisen jälkeen.",
  },
  name: {
    label: "Nimi",
    hint: "1–80 merkkiä. Näkyy jäsenten puhelimissa.",
  },
  language: {
    label: "Ryhmän kieli",
    hint: "Järjestelmän omat lauseet sanotaan tällä kielellä.",
  },
  billingAccountId: {
    label: "Laskutustunnus",
  },
  numberId: {
    label: "Ryhmän numero",
    hint: "Vain vapaat numerot näytetään.",
  },
  hideFromDirectory: {
    label: "Piilota numero hakemistosta",
  },
  allowNumberPresentation: {
    label: "Salli numeron näyttäminen",
  },
  presentedNumber: {
    label: "Mikä numero näytetään",
    hint: "Koskee mobiililaitetta. Työasemapuhelin ja IP-puhelin näyttävät aina soittajan numeron ja ryhmän nimen.",
  },
  numberTag: {
    label: "Etuliite, jälkiliite",
    hint: "Suosittelemme jälkiliitettä. Merkki jää puhelimen puhelulokiin, ja se pitää poistaa ennen takaisinsoittoa.",
  },
  maxWaitSeconds: {
    label: "Jonotuksen maksimiaika",
    hint: "Lasketaan siitä, kun soittaja tuli jonoon.",
  },
  maxAttempts: {
    label: "Soittoyritysten maksimimäärä",
    hint: "Yksi yritys on kierros, jolla kukaan ei vastannut.",
  },
  maxWaiting: {
    label: "Montako puhelua jonossa",
    hint: "0 = kukaan ei jonota, vaan puhelu yhdistyy vain, jos joku on vapaana.",
  },
  noAgentsDestination: {
    label: "Kun agentteja ei tavoitettavissa tai yritykset on käytetty",
    hint: "Koskee myös jonossa jo odottavia, 10 sekunnin kuluttua.",
  },
  overflowDestination: {
    label: "Kun jono on täynnä tai maksimiaika täyttyy",
  },
  members: {
    label: "Jäsenet",
  },
  supervisors: {
    label: "Valvojat",
    hint: "Valvoja näkee ryhmän seurannan ja voi kirjata jäseniä sisään ja ulos.",
  },
  ringInOrder: {
    label: "Soita järjestyksessä",
  },
  skillBased: {
    label: "Taitoperusteinen soittojärjestys",
  },
  longestIdle: {
    label: "Pisimpään vapaana olleelle",
  },
  presenceAffects: {
    label: "Läsnäolotila vaikuttaa jakoon",
  },
  devices: {
    label: "Missä laitteissa soivat",
    hint: "Laitteet soivat yhtä aikaa. Ulkoinen PBX ei ole vielä käytössä.",
  },
  ringSimultaneously: {
    label: "Kuinka monella soi yhtäaikaa",
  },
  wrapUpSeconds: {
    label: "Jälkikäsittelyaika",
    hint: "Aika puhelun jälkeen ennen seuraavaa puhelua. Jäsen voi lopettaa sen aiemmin.",
  },
  ringSeconds: {
    label: "Soittoaika",
  },
  logoutAfterMissed: {
    label: "Vastaamattomien jälkeen kirjataan ulos",
    hint: "Peräkkäiset soitot, joihin jäsen ei vastannut tässä ryhmässä.",
  },
  queueEntryAnnouncementId: {
    label: "Jonoon tullessa",
    hint: "Puhelimet soivat jo tiedotteen aikana. Tiedote katkeaa, kun puheluun vastataan.",
  },
  holdAudioId: {
    label: "Odottaessa",
    hint: "Toistuu, kunnes puheluun vastataan.",
  },
  progressAnnouncementId: {
    label: "Edistymisilmoitus",
  },
  progressIntervalSeconds: {
    label: "Kuinka usein",
    hint: "Edellisen lopusta seuraavan alkuun. 0 = ei koskaan.",
  },
  playRingback: {
    label: "Toista hälytysääni",
  },
  announcePosition: {
    label: "Sijoitus jonossa",
    hint: "Sanotaan edistymisilmoituksen yhteydessä, enintään sija 20.",
  },
  announceWait: {
    label: "Arvioitu jonotusaika",
    hint: "Hiljaa, kun tietoa on liian vähän arviota varten.",
  },
  callbackEnabled: {
    label: "Takaisinsoitto käytössä",
  },
  callbackRingSeconds: {
    label: "Takaisinsoittoaika",
    hint: "Näin kauan asiakkaalle soitetaan. Jos hän ei vastaa, pyyntö palaa jonoon.",
  },
  callbackAttempts: {
    label: "Takaisinsoittoyritykset",
  },
  callbackValidityMinutes: {
    label: "Voimassaoloaika",
    hint: "Pyynnöstä alkaen. 0 = takaisinsoitto ei ole käytössä.",
  },
  callbackMetadata: {
    label: "Metatiedot jäsenelle",
    hint: "Näkyvät puhelimen näytöllä ja työpöydällä.",
  },
  callbackHandlerAnnouncementId: {
    label: "Jäsenelle soitettava tiedote",
    hint: "Jäsen kuulee tämän, kun asiakkaalle soitetaan.",
  },
  callbackOfferAnnouncementId: {
    label: "Tarjoustiedote soittajalle",
  },
  offerWhenWaitingMoreThan: {
    label: "Jonossa enemmän kuin",
  },
  offerWhenLongestWaitMinutes: {
    label: "Pisin odotus vähintään",
  },
  offerWhenEstimatedWaitMinutes: {
    label: "Arvioitu jonotusaika yli",
  },
  offerAfterOpenMinutes: {
    label: "Vasta, kun ryhmä on ollut auki",
    hint: "0 = heti avaamisesta. Rajaa aina, vaikka jokin ehdoista täyttyisi.",
  },
  stopBeforeCloseMinutes: {
    label: "Ennen sulkemista",
    hint: "0 = tarjotaan sulkemiseen asti.",
  },
  alwaysOpen: {
    label: "Aina auki",
  },
  weekly: {
    label: "Viikon aukioloajat",
    hint: "Tauko syntyy kahdesta ajasta samana päivänä. Jos aika loppuu ennen alkuaan, se jatkuu yli puolenyön.",
  },
  exceptions: {
    label: "Poikkeuspäivät",
    hint: "Päivä ilman aikoja on suljettu koko päivän.",
  },
  closedOnHolidays: {
    label: "Suljettu pyhäpäivinä",
  },
  manual: {
    label: "Aukiolo nyt",
    hint: "Käsin valittu tila voittaa aukioloajat, kunnes se palautetaan automaattiseksi.",
  },
  serveAfterCloseMinutes: {
    label: "Jonossa olevia palvellaan sulkemisen jälkeen",
    hint: "0 = jonossa olevat ohjataan heti sulkemiskohteeseen.",
  },
  closedDestinations: {
    label: "Mihin puhelu ohjataan, kun on suljettu",
  },
};
