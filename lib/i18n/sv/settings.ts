import type { SettingKey, SettingTexts } from "../settings.ts";

export const settings: Record<SettingKey, SettingTexts> = {
  type: {
    label: "Typ",
    hint: "Typen kan inte ändras efter att gruppen skapats.",
  },
  name: {
    label: "Namn",
    hint: "1–80 tecken. Syns i medlemmarnas telefoner.",
  },
  language: {
    label: "Gruppens språk",
    hint: "Systemets egna fraser talas på det här språket.",
  },
  billingAccountId: {
    label: "Faktureringskod",
  },
  numberId: {
    label: "Gruppens nummer",
    hint: "Endast lediga nummer visas.",
  },
  hideFromDirectory: {
    label: "Dölj numret i katalogen",
  },
  allowNumberPresentation: {
    label: "Tillåt att numret visas",
  },
  presentedNumber: {
    label: "Vilket nummer visas",
    hint: "Gäller mobilen. Datortelefonen och IP-telefonen visar alltid uppringarens nummer och gruppens namn.",
  },
  numberTag: {
    label: "Prefix, suffix",
    hint: "Vi rekommenderar suffix. Tecknet stannar i telefonens samtalslogg och måste tas bort före återuppringning.",
  },
  maxWaitSeconds: {
    label: "Längsta kötid",
    hint: "Räknas från det att uppringaren kom in i kön.",
  },
  maxAttempts: {
    label: "Högsta antal ringförsök",
    hint: "Ett försök är en runda där ingen svarade.",
  },
  maxWaiting: {
    label: "Högst antal samtal i kön",
    hint: "0 = ingen köar, samtalet kopplas bara om någon är ledig.",
  },
  noAgentsDestination: {
    label: "När inga agenter kan nås eller försöken är slut",
    hint: "Gäller även dem som redan köar, efter 10 sekunder.",
  },
  overflowDestination: {
    label: "När kön är full eller längsta kötiden nås",
  },
  members: {
    label: "Medlemmar",
  },
  supervisors: {
    label: "Övervakare",
    hint: "En övervakare ser gruppen i uppföljningen och kan logga medlemmar in och ut.",
  },
  ringInOrder: {
    label: "Ring i ordning",
  },
  skillBased: {
    label: "Kompetensbaserad ringordning",
  },
  longestIdle: {
    label: "Till den som varit ledig längst",
  },
  presenceAffects: {
    label: "Närvarostatusen påverkar fördelningen",
  },
  devices: {
    label: "Vilka telefoner ringer",
    hint: "Telefonerna ringer samtidigt. Extern PBX är inte i bruk ännu.",
  },
  ringSimultaneously: {
    label: "Hur många rings samtidigt",
  },
  wrapUpSeconds: {
    label: "Efterbehandlingstid",
    hint: "Tid efter samtalet före nästa. Medlemmen kan avsluta den tidigare.",
  },
  ringSeconds: {
    label: "Ringtid",
  },
  logoutAfterMissed: {
    label: "Loggas ut efter obesvarade samtal",
    hint: "Samtal i följd som medlemmen inte besvarade i den här gruppen.",
  },
  queueEntryAnnouncementId: {
    label: "När man kommer in i kön",
    hint: "Telefonerna ringer redan under meddelandet. Det bryts när någon svarar.",
  },
  holdAudioId: {
    label: "Under väntan",
    hint: "Upprepas tills samtalet besvaras.",
  },
  progressAnnouncementId: {
    label: "Statusmeddelande",
  },
  progressIntervalSeconds: {
    label: "Hur ofta",
    hint: "Från slutet av föregående till början av nästa. 0 = aldrig.",
  },
  playRingback: {
    label: "Spela upp ringsignal",
  },
  announcePosition: {
    label: "Köplats",
    hint: "Sägs i samband med statusmeddelandet, högst plats 20.",
  },
  announceWait: {
    label: "Beräknad kötid",
    hint: "Sägs inte när det finns för lite underlag.",
  },
  callbackEnabled: {
    label: "Återuppringning i bruk",
  },
  callbackRingSeconds: {
    label: "Ringtid vid återuppringning",
    hint: "Så här länge rings kunden upp. Utan svar återgår begäran till kön.",
  },
  callbackAttempts: {
    label: "Återuppringningsförsök",
  },
  callbackValidityMinutes: {
    label: "Giltighetstid",
    hint: "Från begäran. 0 = återuppringning är inte i bruk.",
  },
  callbackMetadata: {
    label: "Metadata till medlemmen",
    hint: "Visas på telefonen och på arbetsbordet.",
  },
  callbackHandlerAnnouncementId: {
    label: "Meddelande till medlemmen",
    hint: "Medlemmen hör detta medan kunden rings upp.",
  },
  callbackOfferAnnouncementId: {
    label: "Erbjudande till uppringaren",
  },
  offerWhenWaitingMoreThan: {
    label: "Fler i kön än",
  },
  offerWhenLongestWaitMinutes: {
    label: "Längsta väntan minst",
  },
  offerWhenEstimatedWaitMinutes: {
    label: "Beräknad kötid över",
  },
  offerAfterOpenMinutes: {
    label: "Först när gruppen varit öppen",
    hint: "0 = genast från öppningen. Begränsar alltid, även om ett villkor är uppfyllt.",
  },
  stopBeforeCloseMinutes: {
    label: "Före stängning",
    hint: "0 = erbjuds ända till stängning.",
  },
  alwaysOpen: {
    label: "Alltid öppet",
  },
  weekly: {
    label: "Veckans öppettider",
    hint: "En paus uppstår av två tider samma dag. Om en tid slutar före sin början går den över midnatt.",
  },
  exceptions: {
    label: "Undantagsdagar",
    hint: "En dag utan tider är stängd hela dagen.",
  },
  closedOnHolidays: {
    label: "Stängt på helgdagar",
  },
  manual: {
    label: "Läget nu",
    hint: "Ett manuellt läge går före öppettiderna tills det återställs till automatiskt.",
  },
  serveAfterCloseMinutes: {
    label: "De som köar betjänas efter stängning",
    hint: "0 = de som köar styrs genast vidare.",
  },
  closedDestinations: {
    label: "Vart samtalet styrs när det är stängt",
  },
};
