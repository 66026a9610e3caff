export const account = {
  title: "Oma tili",
  sessions: "Missä olet kirjautuneena",
  device: "Selain ja laite",
  unknownDevice: "Tuntematon selain",
  lastSeen: "Viimeksi käytössä",
  address: "Osoite",
  direct: "Sama verkko",
  thisOne: "Tämä istunto",
  end: "Lopeta",
  endOf: "Lopeta istunto: {device}",
  endOthers: "Lopeta muut istunnot",
  ended: "Istunto on lopetettu",
} as const;
