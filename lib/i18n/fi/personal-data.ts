export const personalData = {
  title: "Henkilötiedot",
  intro: "Mitä yhdestä puhelinnumerosta on tallessa: puhelut, takaisinsoittopyynnöt ja viestit. Muutoslokiin jää merkintä ilman numeroa.",
  number: "Puhelinnumero",
  export: "Lataa tiedot",
  erase: "Unohda numero…",
  eraseTitle: "Unohdetaanko {number}?",
  eraseText:
    "Numero, soittajan nimi ja muistiinpanot poistetaan pysyvästi puheluista, takaisinsoittopyynnöistä ja viesteistä, samoin se, mitä viesteissä on sanottu ja näppäilty. Raporttien luvut eivät muutu. Keskeneräinen puhelu tai avoin takaisinsoittopyyntö on ensin päätettävä.",
  eraseConfirm: "Unohda numero",
  erased: "Numero on unohdettu",
  exported: "Ladattu: puheluita {calls}, takaisinsoittopyyntöjä {callbacks}, viestejä {messages}.",
  numberExplain:
    "Missä tahansa muodossa: 045 123 4567 ja +358 45 123 4567 ovat sama numero. Lataa tiedot antaa ne tiedostona sille, joka niitä pyytää; unohtaminen poistaa numeron ja viestit mutta jättää puhelut lukuina raportteihin.",
} as const;
