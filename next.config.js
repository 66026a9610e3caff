// Telemetry is opt-in for whoever runs the portal, not opt-out.
process.env.NEXT_TELEMETRY_DISABLED ??= "1";

/** @type {import('next').NextConfig} */
const config = {
  typedRoutes: false,
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // An announcement of 20 MB passes through proxy.ts.
  experimental: { proxyClientMaxBodySize: "21mb" },
  // Native code that must stay a plain require.
  serverExternalPackages: ["@node-rs/argon2", "pg"],
};

export default config;
