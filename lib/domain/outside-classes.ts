/** Classes that an organisation can allow or bar; the others are decided by what they are. */
export const outsideClasses = ["nationalFixed", "mobile", "freephone", "company", "general", "premium", "foreign", "satellite"] as const;
