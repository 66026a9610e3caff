// Telemetry is opt-in for whoever runs the portal, not opt-out.
process.env.NEXT_TELEMETRY_DISABLED ??= "1";

/** @type {import('next').NextConfig} */
const config = {
  typedRoutes: false,
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // Native code that must stay a plain require.
  serverExternalPackages: ["@node-rs/argon2", "pg"],
};

export default config;
