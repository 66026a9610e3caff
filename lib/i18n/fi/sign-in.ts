export const signIn = {
  title: "Kirjaudu sisään",
  languages: "Kieli",
  email: "Sähköposti",
  password: "Salasana",
  submit: "Kirjaudu sisään",
  submitting: "Kirjaudutaan",
  wrong: "Sähköposti tai salasana on väärä. Tarkista molemmat ja yritä uudelleen.",
  tooMany: "Liian monta yritystä. Odota 15 minuuttia ja yritä uudelleen.",
  unreachable: "Palvelimeen ei saatu yhteyttä. Tarkista yhteys ja yritä uudelleen.",
  missing: "Anna sähköposti ja salasana.",
  ended: "Istunto on päättynyt. Kirjaudu uudelleen.",
  showPassword: "Näytä salasana",
} as const;
