import { parseArgs } from "node:util";

export interface DemoArguments {
  callsPerMinute: number;
  agents: number;
  /** Talks and pauses are so many times shorter than people's. */
  speed: number;
}

const usage = "Usage: npm run demo:calls -- --calls-per-minute 20 --agents 6 --speed 8";

/** What is wrong is one clear line and exit code 2. */
export function argumentsOrExit(given: string[]): DemoArguments {
  try {
    const { values } = parseArgs({
      args: given,
      options: {
        "calls-per-minute": { type: "string", default: "20" },
        agents: { type: "string", default: "6" },
        speed: { type: "string", default: "8" },
      },
    });
    return {
      callsPerMinute: within("calls-per-minute", values["calls-per-minute"], 1, 600),
      agents: whole("agents", values.agents, 1, 6),
      speed: within("speed", values.speed, 0.1, 60),
    };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
}

function within(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= least && value <= most) return value;
  throw new Error(`--${name} "${text}" must be a number from ${least} to ${most}`);
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = within(name, text, least, most);
  if (Number.isInteger(value)) return value;
  throw new Error(`--${name} "${text}" must be a whole number from ${least} to ${most}`);
}
