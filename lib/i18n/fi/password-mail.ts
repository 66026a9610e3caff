export const passwordMail = {
  subject: "Uusi salasana Jonoon",
  body: "Hei {name},\n\nvalitse uusi salasana tällä linkillä. Se toimii kerran ja tunnin ajan:\n\n{link}\n\nJos et pyytänyt tätä, sinun ei tarvitse tehdä mitään: salasanasi on ennallaan.\n",
} as const;
