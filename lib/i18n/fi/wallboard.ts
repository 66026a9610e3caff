export const wallboard = {
  title: "Seinänäyttö",
  back: "Seurantaan",
  choose: "Ryhmät",
  chooseTitle: "Seinänäytön ryhmät",
  chooseText: "Näytölle mahtuu {count} ryhmää. Valinta on osoitteessa: sama osoite näyttää samat ryhmät.",
  show: "Näytä",
  sound: "Hälytysääni",
  fullScreen: "Koko näyttö",
  nothing: "Osoitteen ryhmistä yksikään ei ole seurattavissasi. Valitse ryhmät.",
} as const;
