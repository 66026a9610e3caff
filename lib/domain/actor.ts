/** Who acts: decided at sign-in or by an API token, never by what a request says of itself. */
export type Role = "administrator" | "supervisor" | "member";
export type Language = "fi" | "sv" | "en";

export interface Actor {
  userId: string;
  organisationId: string;
  role: Role;
  name: string;
  language: Language;
}
