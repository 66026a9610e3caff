/** Who may import whom (docs/architecture.md). */

// TypeScript 7 has no JavaScript API, so swc parses; dependency-cruiser does not tell it which files hold JSX.
const swc = require("@swc/core");
const { parseFileSync } = swc;
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith(".tsx") });

const only = (name, from, allowed, comment) => ({
  name,
  severity: "error",
  comment,
  from: { path: from, pathNot: "\\.test\\.tsx?$" },
  to: { pathNot: allowed },
});
const never = (name, from, to, comment) => ({
  name,
  severity: "error",
  comment,
  from: { path: from, pathNot: "\\.test\\.tsx?$" },
  to: { path: to },
});

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", comment: "inward only", from: {}, to: { circular: true } },
    only("domain-imports-only-zod", "^lib/domain/", "^(lib/domain/|node_modules/zod/)", "what a group is depends on nothing"),
    only("distribution-is-pure", "^lib/distribution/", "^lib/(distribution|domain)/", "decide() knows no I/O"),
    only("audio-is-pure", "^lib/audio/", "^lib/audio/", "samples in, samples out"),
    only(
      "edge-messages-are-pure",
      "^sip-worker/edge/(message|transaction|dialog)/",
      "^sip-worker/edge/(message|transaction|dialog)/",
      "sans-IO",
    ),
    only("media-rtp-and-sdp-are-pure", "^sip-worker/media/(rtp|sdp)/", "^(sip-worker/media/(rtp|sdp)/|lib/audio/)", "sans-IO"),
    never(
      "edge-knows-nothing-of-queues",
      "^sip-worker/edge/",
      "^(lib/(?!domain/assert-never)|sip-worker/(?!edge/|runtime/))",
      "any drachtio application can use it",
    ),
    never("portal-never-imports-worker", "^(app|components|lib)/", "^sip-worker/", "two processes"),
    never("worker-never-imports-portal", "^sip-worker/", "^(app|components|lib/web|lib/client)/", "two processes"),
    {
      name: "only-store-touches-the-database",
      severity: "error",
      from: { path: "^sip-worker/", pathNot: "(^sip-worker/(store/|main\\.ts)|\\.test\\.ts$)" },
      to: { path: "^lib/(db|generated)/" },
    },
    {
      name: "only-signaling-knows-drachtio",
      severity: "error",
      from: { path: "^(sip-worker|lib|app|components)/", pathNot: "(^sip-worker/signaling/|/testing/|\\.test\\.ts$)" },
      to: { path: "node_modules/drachtio-srf" },
    },
    never("browser-code-never-sees-the-database", "^(components|lib/client)/", "^lib/(db|web|generated)/", "secrets stay on the server"),
    {
      name: "database-types-stop-at-lib-db",
      severity: "error",
      from: { path: "^(app|components|lib|sip-worker)/", pathNot: "^lib/(db|generated|stack)/" },
      to: { path: "^lib/generated/" },
    },
    {
      name: "what-tests-share-is-for-tests",
      severity: "error",
      from: { path: "^(sip-worker|lib|app|components)/", pathNot: "(/testing/|\\.test\\.tsx?$)" },
      to: { path: "/testing/", pathNot: "node_modules" },
    },
    {
      name: "db-serves-both-processes",
      severity: "error",
      from: { path: "^lib/db/" },
      to: { path: "(node_modules/(next|server-only|react)/|^lib/(web|client)/)" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|lib/generated/.*internal)" },
    parser: "swc",
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default", "types"] },
  },
};
