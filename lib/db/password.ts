/** argon2id with the cost that quality asks for: 46 MiB, one pass, one lane. */
export const passwordCost = { memoryCost: 47_104, timeCost: 1, parallelism: 1 } as const;
