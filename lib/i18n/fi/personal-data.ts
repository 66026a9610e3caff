export const personalData = {
  title: "Henkilötiedot",
  intro: "Mitä yhdestä puhelinnumerosta on tallessa: puhelut ja takaisinsoittopyynnöt. Muutoslokiin jää merkintä ilman numeroa.",
  number: "Puhelinnumero",
  export: "Lataa tiedot",
  erase: "Unohda numero…",
  eraseTitle: "Unohdetaanko {number}?",
  eraseText:
    "Numero, soittajan nimi ja muistiinpanot poistetaan pysyvästi puheluista ja takaisinsoittopyynnöistä. Raporttien luvut eivät muutu. Keskeneräinen puhelu tai avoin takaisinsoittopyyntö on ensin päätettävä.",
  eraseConfirm: "Unohda numero",
  erased: "Numero on unohdettu",
  exported: "Ladattu: puheluita {calls}, takaisinsoittopyyntöjä {callbacks}.",
} as const;
