/** The words of every prompt. The recordings in `public/prompts` are made from these texts; change both together. */
import { cardinal, essiveOrdinal, minutesInWords } from "./number-words.ts";
import type { PromptId, PromptLanguage } from "./prompts.ts";

type Texts = Record<PromptLanguage, string>;
type NumberedId = `queue.position.${number}` | `minutes.${number}` | `digit.${string}`;
type FixedId = Exclude<PromptId, NumberedId>;

const fixedTexts: Record<FixedId, Texts> = {
  "queue.entry": {
    fi: "Kaikki asiakaspalvelijamme ovat juuri nyt varattuja. Vastaamme puheluusi mahdollisimman pian.",
    sv: "Alla våra kundtjänstmedarbetare är upptagna just nu. Vi besvarar ditt samtal så snart som möjligt.",
    en: "All our agents are busy at the moment. We will answer your call as soon as possible.",
  },
  "queue.progress": {
    fi: "Olet edelleen jonossa. Kiitos, että odotat.",
    sv: "Du står fortfarande i kö. Tack för att du väntar.",
    en: "You are still in the queue. Thank you for waiting.",
  },
  "queue.next": { fi: "Olet jonossa seuraavana.", sv: "Du är näst på tur.", en: "You are next in the queue." },
  "queue.wait": { fi: "Arvioitu jonotusaika on noin", sv: "Den beräknade väntetiden är cirka", en: "The estimated waiting time is about" },
  "queue.waitShort": {
    fi: "Arvioitu jonotusaika on alle minuutti.",
    sv: "Den beräknade väntetiden är under en minut.",
    en: "The estimated waiting time is less than a minute.",
  },
  "queue.waitLong": {
    fi: "Arvioitu jonotusaika on yli tunti.",
    sv: "Den beräknade väntetiden är över en timme.",
    en: "The estimated waiting time is more than an hour.",
  },
  "callback.offer": {
    fi: "Jos haluat, soitamme sinulle takaisin, kun on sinun vuorosi. Paina ykköstä. Muussa tapauksessa odota linjalla: paikkasi jonossa säilyy.",
    sv: "Om du vill ringer vi upp dig när det är din tur. Tryck ett. Annars kan du vänta kvar: du behåller din plats i kön.",
    en: "If you like, we will call you back when it is your turn. Press one. Otherwise please hold: you keep your place in the queue.",
  },
  "callback.askNumber": {
    fi: "Näppäile puhelinnumero, johon soitamme, ja paina lopuksi ruutua.",
    sv: "Slå in det nummer som vi ska ringa upp och avsluta med fyrkant.",
    en: "Enter the number that we should call, followed by the hash key.",
  },
  "callback.readBack": { fi: "Soitamme numeroon", sv: "Vi ringer upp", en: "We will call" },
  "callback.readBackChoice": {
    fi: "Jos numero on oikein, paina ykköstä. Jos haluat muuttaa sitä, paina kakkosta.",
    sv: "Om numret är rätt, tryck ett. Om du vill ändra det, tryck två.",
    en: "If this is correct, press one. To change it, press two.",
  },
  "callback.confirmed": {
    fi: "Takaisinsoittopyyntösi on tallennettu. Voit nyt sulkea puhelun.",
    sv: "Din begäran om återuppringning är sparad. Du kan nu lägga på.",
    en: "Your callback has been registered. You may now hang up.",
  },
  "callback.notPossible": {
    fi: "Emme voi soittaa tähän numeroon. Odota linjalla, niin vastaamme mahdollisimman pian.",
    sv: "Vi kan inte ringa det här numret. Var god vänta kvar.",
    en: "We cannot call this number. Please hold.",
  },
  "callback.unavailable": {
    fi: "Takaisinsoittopyyntöä ei voi juuri nyt tallentaa. Odota linjalla: paikkasi jonossa säilyy.",
    sv: "Det går inte att spara en begäran om återuppringning just nu. Var god vänta kvar: du behåller din plats i kön.",
    en: "A callback cannot be registered right now. Please hold: you keep your place in the queue.",
  },
  "callback.exists": {
    fi: "Takaisinsoittopyyntösi on jo jonossa.",
    sv: "Din begäran om återuppringning finns redan i kön.",
    en: "Your callback is already in the queue.",
  },
  "callback.greeting": {
    fi: "Hei, soitit asiakaspalveluumme ja pyysit takaisinsoittoa. Yhdistämme sinut nyt.",
    sv: "Hej, du ringde vår kundtjänst och bad om återuppringning. Vi kopplar dig nu.",
    en: "Hello, you called our customer service and asked for a callback. We are connecting you now.",
  },
  "callback.handler": {
    fi: "Takaisinsoitto. Soitamme asiakkaalle.",
    sv: "Återuppringning. Vi ringer upp kunden.",
    en: "Callback. Calling the customer.",
  },
  "group.closed": {
    fi: "Asiakaspalvelumme on nyt suljettu.",
    sv: "Vår kundtjänst är stängd just nu.",
    en: "Our customer service is now closed.",
  },
  "group.full": {
    fi: "Jonossa on nyt liian monta soittajaa. Soita hetken kuluttua uudelleen.",
    sv: "Det är för många i kön just nu. Ring igen om en stund.",
    en: "There are too many callers in the queue. Please call again in a while.",
  },
  "group.noAgents": {
    fi: "Emme valitettavasti voi vastata puheluusi juuri nyt. Soita myöhemmin uudelleen.",
    sv: "Vi kan tyvärr inte ta emot ditt samtal just nu. Ring igen senare.",
    en: "We are unable to take your call right now. Please call again later.",
  },
  "message.greeting": {
    fi: "Emme valitettavasti voi vastata puheluusi juuri nyt. Voit jättää meille viestin.",
    sv: "Vi kan tyvärr inte ta emot ditt samtal just nu. Du kan lämna ett meddelande.",
    en: "We are unable to take your call right now. You can leave us a message.",
  },
  "message.notice": {
    fi: "Puheesi tallennetaan äänimerkin jälkeen. Paina lopuksi ruutua.",
    sv: "Det du säger spelas in efter signalen. Avsluta med fyrkant.",
    en: "What you say is recorded after the tone. Press the hash key when you have finished.",
  },
  "message.thanks": {
    fi: "Kiitos. Viestisi on tallennettu.",
    sv: "Tack. Ditt meddelande är sparat.",
    en: "Thank you. Your message has been saved.",
  },
  "message.nothing": {
    fi: "Viestiä ei tallennettu.",
    sv: "Inget meddelande sparades.",
    en: "No message was saved.",
  },
  "message.unavailable": {
    fi: "Viestiä ei voi juuri nyt jättää. Soita myöhemmin uudelleen.",
    sv: "Det går inte att lämna ett meddelande just nu. Ring igen senare.",
    en: "A message cannot be left right now. Please call again later.",
  },
  "agent.loggedIn": {
    fi: "Olet kirjautunut ryhmiisi.",
    sv: "Du är inloggad i dina grupper.",
    en: "You are logged in to your groups.",
  },
  "agent.loggedOut": {
    fi: "Olet kirjautunut ulos ryhmistäsi.",
    sv: "Du är utloggad ur dina grupper.",
    en: "You are logged out of your groups.",
  },
  "agent.paused": { fi: "Olet tauolla.", sv: "Du har paus.", en: "You are on a break." },
  "agent.resumed": { fi: "Taukosi on päättynyt.", sv: "Din paus är slut.", en: "Your break has ended." },
  "agent.wrapUp": { fi: "Sinulla on jälkikäsittelyaika.", sv: "Du har efterbehandlingstid.", en: "You are in wrap-up." },
  "agent.wrapUpExtended": {
    fi: "Jälkikäsittelyäsi jatkettiin minuutilla.",
    sv: "Din efterbehandling förlängdes med en minut.",
    en: "Your wrap-up was extended by one minute.",
  },
  "agent.wrapUpFinished": {
    fi: "Jälkikäsittelysi päättyy nyt.",
    sv: "Din efterbehandling avslutas nu.",
    en: "Your wrap-up ends now.",
  },
  "agent.noWrapUp": {
    fi: "Sinulla ei ole nyt jälkikäsittelyä.",
    sv: "Du har ingen efterbehandling just nu.",
    en: "You are not in wrap-up at the moment.",
  },
  "agent.free": { fi: "Olet vapaana.", sv: "Du är ledig.", en: "You are free." },
  "agent.presence": {
    fi: "Läsnäolotilasi estää ryhmien puhelut.",
    sv: "Din närvarostatus hindrar gruppernas samtal.",
    en: "Your presence keeps group calls away.",
  },
  "agent.notMember": {
    fi: "Et ole minkään ryhmän jäsen.",
    sv: "Du är inte medlem i någon grupp.",
    en: "You are not a member of any group.",
  },
  "agent.unknownCode": { fi: "Koodia ei tunneta.", sv: "Koden är okänd.", en: "That code is not known." },
  "menu.invalid": { fi: "Valinta ei ole käytössä.", sv: "Valet är inte tillgängligt.", en: "That option is not available." },
};

/** What is said under this id. Parts of sentences have neither capital nor full stop. */
export function promptText(language: PromptLanguage, id: PromptId): string {
  if (id in fixedTexts) return fixedTexts[id as FixedId][language];
  const [kind, ...rest] = id.split(".");
  if (kind === "queue") return positionSentence(language, Number(rest[1]));
  if (kind === "minutes") return minutesInWords(language, Number(rest[0]));
  return rest[0] === "plus" ? "plus" : cardinal(language, Number(rest[0]));
}

function positionSentence(language: PromptLanguage, position: number): string {
  switch (language) {
    case "fi":
      return `Olet jonossa ${essiveOrdinal(position)}.`;
    case "sv":
      return `Du har plats ${cardinal("sv", position)} i kön.`;
    case "en":
      return `You are number ${cardinal("en", position)} in the queue.`;
  }
}
