export const administrator = { email: "anna@stories.invalid", password: "lumi-ja-kuura-7" };

/** The session of the signed-in administrator, for the stories after the first. */
export const sessionFile = "e2e/.work/administrator.json";
