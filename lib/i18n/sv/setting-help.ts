import type { SettingHelp, SettingKey } from "../settings.ts";

export const settingHelp: Record<SettingKey, SettingHelp> = {
  type: {
    does: "Anger hur gruppen fungerar. En kundtjänstgrupp köar samtalen och fördelar dem till medlemmarna.",
  },
  name: {
    does: "Gruppens namn i listor, i uppföljningen och på medlemmarnas telefoner.",
    example: "Kundtjänst",
  },
  language: {
    does: "På vilket språk uppringaren hör systemets fraser, till exempel köplatsen.",
  },
  billingAccountId: {
    does: "Kontot som debiteras för samtal som lämnar tjänsten: överflöde till externt nummer, mobiler och återuppringningar.",
    zero: "Ingen kod: samtalen bokförs utan kod.",
  },
  numberId: {
    does: "Numret som uppringarna ringer. 8000–8099 är testnummer: de kan bara ringas från organisationens egna telefoner.",
    example: "8005 för test, ett 0800-nummer för kunder",
  },
  hideFromDirectory: {
    does: "Numret visas inte i användarnas kontaktlista. Det går ändå att ringa.",
  },
  allowNumberPresentation: {
    does: "Medlemmarna får visa gruppens nummer som sitt eget i utgående samtal.",
  },
  presentedNumber: {
    does: "Vilket nummer medlemmens mobil visar när ett gruppsamtal ringer.",
  },
  numberTag: {
    does: "Lägger till ett tecken i uppringarens nummer så att medlemmen känner igen gruppsamtalet.",
    example: "Suffix *1: 020457623*1",
  },
  maxWaitSeconds: {
    does: "När uppringaren har köat så här länge styrs samtalet vidare. En ringning som har börjat får avslutas.",
    zero: "Ingen gräns = köandet fortsätter tills någon svarar eller uppringaren lägger på.",
    example: "600 s (10 min)",
  },
  maxAttempts: {
    does: "När så här många rundor har ringts förgäves styrs samtalet vidare.",
    zero: "Ingen gräns = det ringer så länge köandet varar.",
    example: "12",
  },
  maxWaiting: {
    does: "När så här många köar styrs nästa samtal vidare. Pågående samtal och återuppringningar räknas inte.",
    zero: "0 = ingen köar. Ingen gräns = alla köar.",
    example: "20 när sex personer svarar",
  },
  noAgentsDestination: {
    does: "Vart samtalet går när ingen är inloggad med en telefon som kan nås. Upptagen och efterbehandling räknas inte som frånvaro.",
  },
  overflowDestination: {
    does: "Vart samtalet går när köns gräns eller längsta kötiden nås.",
  },
  members: {
    does: "Användare som erbjuds gruppens samtal när de är inloggade.",
  },
  supervisors: {
    does: "Vilka som får följa gruppen och logga medlemmar in och ut.",
  },
  ringInOrder: {
    does: "Samtalet erbjuds enligt ringordningen. Medlemmar utan ordning rings sist.",
    zero: "Av: samtalet erbjuds i slumpmässig ordning.",
  },
  skillBased: {
    does: "Bästa kompetensnivån först. Nästa nivå används genast när ingen bättre är ledig.",
  },
  longestIdle: {
    does: "Bland medlemmar på samma nivå får den samtalet som varit ledig längst.",
    zero: "Av: en slumpmässig medlem på samma nivå.",
  },
  presenceAffects: {
    does: "Röd närvarostatus stoppar samtal även om medlemmen är inloggad.",
  },
  devices: {
    does: "Vilka av medlemmens telefoner som ringer vid gruppsamtal.",
  },
  ringSimultaneously: {
    does: "Så här många medlemmars telefoner ringer samtidigt. Om någon avvisar rings nästa genast.",
    example: "1 = en i taget",
  },
  wrapUpSeconds: {
    does: "Ger medlemmen tid att anteckna före nästa samtal.",
    zero: "0 = nästa samtal kan komma genast.",
    example: "90 s",
  },
  ringSeconds: {
    does: "Så här länge ringer en medlems telefoner. Sedan erbjuds nästa, eller så återgår samtalet till samma köplats.",
    example: "20 s är ungefär fem ringsignaler",
  },
  logoutAfterMissed: {
    does: "Medlemmen loggas ut ur gruppen efter så här många obesvarade samtal i följd.",
    zero: "Ingen gräns = loggas aldrig ut.",
    example: "3",
  },
  queueEntryAnnouncementId: {
    does: "Meddelandet som uppringaren hör först i kön.",
    zero: "Inget meddelande: musiken börjar genast.",
  },
  holdAudioId: {
    does: "Musiken eller meddelandet som uppringaren hör under väntan.",
    zero: "Standardmusiken följer med Jono.",
  },
  progressAnnouncementId: {
    does: "Ett meddelande som bryter musiken med jämna mellanrum.",
  },
  progressIntervalSeconds: {
    does: "Med vilka mellanrum statusmeddelandet, köplatsen och väntetiden sägs.",
    zero: "0 = aldrig.",
    example: "45 s",
  },
  playRingback: {
    does: "Uppringaren hör ringsignal medan en medlem rings upp.",
    zero: "Av: väntmusiken fortsätter.",
  },
  announcePosition: {
    does: "Uppringaren hör sin plats i kön. Återuppringningar räknas med.",
  },
  announceWait: {
    does: "Uppringaren hör en uppskattad kötid i minuter.",
  },
  callbackEnabled: {
    does: "Den som köar kan begära återuppringning med knapp 1. Köplatsen behålls.",
  },
  callbackRingSeconds: {
    does: "Hur länge kundens telefon ringer vid ett försök.",
    zero: "0 = återuppringning är inte i bruk.",
    example: "30 s",
  },
  callbackAttempts: {
    does: "Hur många gånger kunden högst rings upp.",
    zero: "0 = återuppringning är inte i bruk.",
    example: "3",
  },
  callbackValidityMinutes: {
    does: "Efter detta rings kunden inte längre upp. Utanför öppettiderna rings aldrig.",
    zero: "0 = återuppringning är inte i bruk.",
    example: "480 min (8 h)",
  },
  callbackMetadata: {
    does: "En text som visar medlemmen att det är en återuppringning.",
    zero: "Tomt = bara kundens nummer.",
    example: "Återuppringning / kundtjänst",
  },
  callbackHandlerAnnouncementId: {
    does: "Berättar för medlemmen att det är en återuppringning.",
  },
  callbackOfferAnnouncementId: {
    does: "Uppmanar uppringaren att trycka på 1.",
    zero: "Standard: ”Om du vill ringer vi upp dig… Tryck ett.”",
  },
  offerWhenWaitingMoreThan: {
    does: "Villkor. Erbjuds när fler än så här köar, uppringaren själv oräknad.",
    zero: "0 = villkoret används inte.",
    example: "5",
  },
  offerWhenLongestWaitMinutes: {
    does: "Villkor. Erbjuds när den som väntat längst har väntat så här länge.",
    zero: "0 = villkoret används inte.",
    example: "3 min",
  },
  offerWhenEstimatedWaitMinutes: {
    does: "Villkor. Erbjuds när den beräknade kötiden är längre än så här.",
    zero: "0 = villkoret används inte.",
    example: "8 min",
  },
  offerAfterOpenMinutes: {
    does: "Återuppringning erbjuds inte under dagens första minuter.",
    zero: "0 = genast från öppningen.",
    example: "30 min",
  },
  stopBeforeCloseMinutes: {
    does: "Återuppringning slutar erbjudas så här långt före stängning så att begäran hinner skötas.",
    zero: "0 = erbjuds ända till stängning.",
    example: "30 min",
  },
  alwaysOpen: {
    does: "Gruppen tar emot samtal dygnet runt.",
  },
  weekly: {
    does: "När gruppen är öppen under veckans dagar.",
  },
  exceptions: {
    does: "Enskilda dagar med andra öppettider.",
  },
  closedOnHolidays: {
    does: "Gruppen är stängd på Finlands officiella helgdagar utan egen anteckning.",
  },
  manual: {
    does: "Öppnar eller stänger gruppen genast oberoende av öppettiderna.",
  },
  serveAfterCloseMinutes: {
    does: "Hur länge de som köade vid stängning ännu betjänas.",
    zero: "0 = inte alls.",
    example: "15 min",
  },
  closedDestinations: {
    does: "Varje orsak till stängning kan få en egen destination. De som redan köar styrs dit när de inte längre betjänas.",
    example: "I undantagsläge ett meddelande om störningen",
  },
};
