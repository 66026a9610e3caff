import type { SettingHelp, SettingKey } from "../settings.ts";

export const settingHelp: Record<SettingKey, SettingHelp> = {
  type: {
    does: "Kertoo, miten ryhmä toimii. Asiakaspalveluryhmä jonottaa puhelut ja jakaa ne jäsenille.",
  },
  name: {
    does: "Ryhmän nimi luetteloissa, seurannassa ja jäsenten puhelinten näytöllä.",
    example: "Asiakaspalvelu",
  },
  language: {
    does: "Millä kielellä soittaja kuulee järjestelmän lauseet, kuten sijoituksen jonossa.",
  },
  billingAccountId: {
    does: "Tili, jolta veloitetaan puhelut, jotka lähtevät palvelusta ulos: ylivuoto ulkoiseen numeroon, mobiililaitteet ja takaisinsoitot.",
    zero: "Ei laskutustunnusta: puhelut kirjataan ilman tunnusta.",
  },
  numberId: {
    does: "Numero, johon soittajat soittavat. 8000–8099 ovat testinumeroita: niihin voi soittaa vain organisaation omista puhelimista.",
    example: "8005 kokeiluun, 0800-numero asiakkaille",
  },
  hideFromDirectory: {
    does: "Numeroa ei näytetä käyttäjien yhteystietoluettelossa. Siihen voi silti soittaa.",
  },
  allowNumberPresentation: {
    does: "Jäsenet voivat näyttää ryhmän numeron omana numeronaan lähtevissä puheluissa.",
  },
  presentedNumber: {
    does: "Kumman numeron jäsenen matkapuhelin näyttää, kun ryhmään tullut puhelu soi.",
  },
  numberTag: {
    does: "Lisää soittajan numeroon merkin, josta jäsen tunnistaa ryhmän puhelun.",
    example: "Jälkiliite *1: 020457623*1",
  },
  maxWaitSeconds: {
    does: "Kun soittaja on jonottanut näin kauan, puhelu ohjataan muualle. Alkanut soitto saa päättyä.",
    zero: "Ei rajaa = jonotus jatkuu, kunnes joku vastaa tai soittaja sulkee.",
    example: "600 s (10 min)",
  },
  maxAttempts: {
    does: "Kun näin monta kierrosta on soitettu turhaan, puhelu ohjataan muualle.",
    zero: "Ei rajaa = soitetaan niin kauan kuin jonotus kestää.",
    example: "12",
  },
  maxWaiting: {
    does: "Kun jonossa on näin monta, seuraava puhelu ohjataan muualle. Puhuvia ja takaisinsoittoja ei lasketa.",
    zero: "0 = kukaan ei jonota. Ei rajaa = kaikki jonottavat.",
    example: "20, kun kuusi henkilöä vastaa",
  },
  noAgentsDestination: {
    does: "Mihin puhelu menee, kun kukaan ei ole kirjautunut tavoitettavalla laitteella. Varattu ja jälkikäsittely eivät ole poissaoloa.",
  },
  overflowDestination: {
    does: "Mihin puhelu menee, kun jonon raja tai jonotuksen maksimiaika tulee vastaan.",
  },
  members: {
    does: "Käyttäjät, joille ryhmän puhelut tarjotaan, kun he ovat kirjautuneena.",
  },
  supervisors: {
    does: "Ketkä saavat seurata ryhmää ja kirjata jäseniä sisään ja ulos.",
  },
  ringInOrder: {
    does: "Puhelu tarjotaan soittojärjestyksen mukaan. Jäsenet, joilla ei ole järjestystä, soivat viimeisinä.",
    zero: "Pois: puhelu tarjotaan satunnaisessa järjestyksessä.",
  },
  skillBased: {
    does: "Paras taitotaso ensin. Seuraavalle tasolle siirrytään heti, kun parempia ei ole vapaana.",
  },
  longestIdle: {
    does: "Saman taitotason jäsenistä puhelun saa se, joka on ollut pisimpään vapaana.",
    zero: "Pois: saman tason jäsenistä valitaan satunnaisesti.",
  },
  presenceAffects: {
    does: "Punainen läsnäolotila estää puhelut, vaikka jäsen on kirjautuneena.",
  },
  devices: {
    does: "Mitkä jäsenen laitteista soivat ryhmän puheluissa.",
  },
  ringSimultaneously: {
    does: "Näin monen jäsenen puhelimet soivat samaan aikaan. Jos joku hylkää, seuraava soi heti.",
    example: "1 = yksi kerrallaan",
  },
  wrapUpSeconds: {
    does: "Antaa jäsenelle aikaa kirjata puhelun tiedot ennen seuraavaa puhelua.",
    zero: "0 = seuraava puhelu voi tulla heti.",
    example: "90 s",
  },
  ringSeconds: {
    does: "Näin kauan yhden jäsenen puhelimet soivat. Sitten puhelu tarjotaan seuraavalle, tai se palaa jonoon samalle paikalle.",
    example: "20 s on noin viisi hälytystä",
  },
  logoutAfterMissed: {
    does: "Jäsen kirjataan ulos ryhmästä, kun hän on jättänyt näin monta puhelua vastaamatta peräkkäin.",
    zero: "Ei rajaa = ei koskaan kirjata ulos.",
    example: "3",
  },
  queueEntryAnnouncementId: {
    does: "Tiedote, jonka soittaja kuulee ensimmäisenä jonossa.",
    zero: "Ei tiedotetta: musiikki alkaa heti.",
  },
  holdAudioId: {
    does: "Musiikki tai tiedote, jota soittaja kuulee odottaessaan.",
    zero: "Oletusmusiikki tulee Jonon mukana.",
  },
  progressAnnouncementId: {
    does: "Tiedote, joka katkaisee musiikin säännöllisin välein.",
  },
  progressIntervalSeconds: {
    does: "Millä väleillä edistymisilmoitus, sijoitus ja arvioitu jonotusaika sanotaan.",
    zero: "0 = ei koskaan.",
    example: "45 s",
  },
  playRingback: {
    does: "Soittaja kuulee hälytysäänen, kun jäsenen puhelin soi.",
    zero: "Pois: jonotusmusiikki jatkuu.",
  },
  announcePosition: {
    does: "Soittaja kuulee, monentenako hän on jonossa. Takaisinsoitot lasketaan mukaan.",
  },
  announceWait: {
    does: "Soittaja kuulee arvion jonotusajasta minuutteina.",
  },
  callbackEnabled: {
    does: "Jonottava soittaja voi jättää takaisinsoittopyynnön näppäimellä 1. Paikka jonossa säilyy.",
  },
  callbackRingSeconds: {
    does: "Kuinka kauan asiakkaan puhelin soi yhdellä yrityksellä.",
    zero: "0 = takaisinsoitto ei ole käytössä.",
    example: "30 s",
  },
  callbackAttempts: {
    does: "Montako kertaa asiakkaalle enintään soitetaan.",
    zero: "0 = takaisinsoitto ei ole käytössä.",
    example: "3",
  },
  callbackValidityMinutes: {
    does: "Tämän jälkeen asiakkaalle ei enää soiteta. Aukioloajan ulkopuolella ei soiteta koskaan.",
    zero: "0 = takaisinsoitto ei ole käytössä.",
    example: "480 min (8 h)",
  },
  callbackMetadata: {
    does: "Teksti, josta jäsen tietää puhelun olevan takaisinsoitto.",
    zero: "Tyhjä = vain asiakkaan numero.",
    example: "Takaisinsoitto / asiakaspalvelu",
  },
  callbackHandlerAnnouncementId: {
    does: "Kertoo jäsenelle, että kyse on takaisinsoitosta.",
  },
  callbackOfferAnnouncementId: {
    does: "Kehottaa soittajaa painamaan näppäintä 1.",
    zero: "Oletus: ”Jos haluat, soitamme sinulle takaisin… Paina ykköstä.”",
  },
  offerWhenWaitingMoreThan: {
    does: "Ehto. Tarjotaan, kun jonossa on tätä enemmän soittajia, soittajaa itseään lukuun ottamatta.",
    zero: "0 = ehto ei ole käytössä.",
    example: "5",
  },
  offerWhenLongestWaitMinutes: {
    does: "Ehto. Tarjotaan, kun pisimpään odottanut on jonottanut näin kauan.",
    zero: "0 = ehto ei ole käytössä.",
    example: "3 min",
  },
  offerWhenEstimatedWaitMinutes: {
    does: "Ehto. Tarjotaan, kun arvioitu jonotusaika on tätä pidempi.",
    zero: "0 = ehto ei ole käytössä.",
    example: "8 min",
  },
  offerAfterOpenMinutes: {
    does: "Takaisinsoittoa ei tarjota päivän ensimmäisinä minuutteina.",
    zero: "0 = heti avaamisesta.",
    example: "30 min",
  },
  stopBeforeCloseMinutes: {
    does: "Takaisinsoiton tarjoaminen loppuu näin paljon ennen sulkemista, jotta pyynnöt ehditään hoitaa.",
    zero: "0 = tarjotaan sulkemiseen asti.",
    example: "30 min",
  },
  alwaysOpen: {
    does: "Ryhmä ottaa puheluita vastaan kaikkina aikoina.",
  },
  weekly: {
    does: "Milloin ryhmä on auki viikon eri päivinä.",
  },
  exceptions: {
    does: "Yksittäiset päivät, joina aukioloajat ovat toiset.",
  },
  closedOnHolidays: {
    does: "Ryhmä on kiinni Suomen virallisina pyhäpäivinä ilman erillistä merkintää.",
  },
  manual: {
    does: "Avaa tai sulkee ryhmän heti aukioloajoista riippumatta.",
  },
  serveAfterCloseMinutes: {
    does: "Kuinka kauan sulkemishetkellä jonottaneita vielä palvellaan.",
    zero: "0 = ei lainkaan.",
    example: "15 min",
  },
  closedDestinations: {
    does: "Jokaiselle sulkemisen syylle voi antaa oman kohteen. Jonossa jo olevat ohjataan sinne, kun niitä ei enää palvella.",
    example: "Poikkeustilanteessa tiedote häiriöstä",
  },
};
