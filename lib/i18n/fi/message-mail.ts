export const messageMail = {
  subject: "Uusi viesti: {box}",
  intro: "Viestilaatikkoon {box} on jätetty viesti.",
  at: "Aika",
  caller: "Soittaja",
  group: "Ryhmä",
  hidden: "Numero salattu",
  speech: "Puhetta {length}",
  nothing: "Ei vastausta",
  cutOff: "Viesti saattaa olla kesken: palvelun häiriö katkaisi puhelun.",
  listen: "Kuuntele viesti: {link}",
} as const;
