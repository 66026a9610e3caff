export const wallboard = {
  title: "Seinänäyttö",
  back: "Seurantaan",
  choose: "Ryhmät",
  chooseTitle: "Seinänäytön ryhmät",
  chooseText: "Näytölle mahtuu {count} ryhmää. Valinta on osoitteessa: sama osoite näyttää samat ryhmät.",
  show: "Näytä",
  sound: "Hälytysääni",
  fullScreen: "Koko näyttö",
  leave: "Jätä näytölle",
  leaveTitle: "Jätetäänkö seinänäyttö päälle?",
  leaveText:
    "Näyttö näyttää seuraamiesi ryhmien luvut, kunnes sammutat sen omalta tililtäsi tai pääkäyttäjä mitätöi sen avaimen. Sinut kirjataan tästä selaimesta ulos: näytöltä ei pääse muualle.",
  leaveConfirm: "Jätä päälle",
  nothing: "Osoitteen ryhmistä yksikään ei ole seurattavissasi. Valitse ryhmät.",
} as const;
