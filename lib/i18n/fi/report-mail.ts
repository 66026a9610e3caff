export const reportMail = {
  dailySubject: "Päivän luvut {days}: {organisation}",
  weeklySubject: "Viikon luvut {days}: {organisation}",
  intro: "{organisation}, puhelut {days}.",
  compared: "Muutokset verrattuna: {days}.",
  groups: "Ryhmät",
  groupLine: "tarjottu {offered}, vastattu {answered}, palvelutaso {level}",
  link: "Koko raportti: {link}",
  stop: "Et halua enää näitä viestejä? Poista ne käytöstä omalta tililtäsi: {link}",
} as const;
