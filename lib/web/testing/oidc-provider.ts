/** A small OpenID Connect provider that lets everybody in: discovery, authorisation, token with PKCE, keys. */
import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";

export interface ProviderClaims extends Record<string, unknown> {
  sub: string;
}

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const signed = (claims: unknown) => {
  const input = `${part({ alg: "RS256", kid: "key" })}.${part(claims)}`;
  return `${input}.${sign("sha256", Buffer.from(input), privateKey).toString("base64url")}`;
};

export class OidcProvider {
  readonly clientId = "jono";
  readonly clientSecret = "secret-of-the-client";
  /** Who signs in next. */
  claims: ProviderClaims = { sub: "nobody" };
  /** Told instead of the nonce that was asked for. */
  otherNonce: string | null = null;
  readonly #codes = new Map<string, { nonce: string; challenge: string; redirect: string }>();
  readonly #server: Server = createServer((request, response) => {
    void this.#answer(request).then(({ status, location, body }) => {
      response.writeHead(status, { "Content-Type": "application/json", ...(location && { Location: location }) });
      response.end(JSON.stringify(body ?? {}));
    });
  });

  static async start(): Promise<OidcProvider> {
    const provider = new OidcProvider();
    await new Promise<void>((resolve) => provider.#server.listen(0, "127.0.0.1", resolve));
    return provider;
  }

  get issuer(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; location?: string; body?: unknown }> {
    const { pathname, searchParams } = new URL(request.url ?? "", this.issuer);
    if (pathname === "/.well-known/openid-configuration") return { status: 200, body: this.#discovery() };
    if (pathname === "/jwks")
      return { status: 200, body: { keys: [{ ...publicKey.export({ format: "jwk" }), kid: "key", alg: "RS256" }] } };
    if (pathname === "/authorize") return { status: 302, location: this.#authorize(searchParams) };
    if (pathname === "/token") return this.#token(request);
    return { status: 404 };
  }

  #discovery() {
    const at = (path: string) => `${this.issuer}${path}`;
    return {
      issuer: this.issuer,
      authorization_endpoint: at("/authorize"),
      token_endpoint: at("/token"),
      jwks_uri: at("/jwks"),
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
    };
  }

  #authorize(asked: URLSearchParams): string {
    const code = randomUUID();
    const redirect = asked.get("redirect_uri") ?? "";
    this.#codes.set(code, { nonce: asked.get("nonce") ?? "", challenge: asked.get("code_challenge") ?? "", redirect });
    return `${redirect}?${new URLSearchParams({ code, state: asked.get("state") ?? "" })}`;
  }

  async #token(request: IncomingMessage) {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const given = new URLSearchParams(Buffer.concat(pieces).toString());
    const code = this.#codes.get(given.get("code") ?? "");
    this.#codes.delete(given.get("code") ?? "");
    const client = Buffer.from(request.headers.authorization?.replace("Basic ", "") ?? "", "base64").toString();
    const challenge = createHash("sha256")
      .update(given.get("code_verifier") ?? "")
      .digest("base64url");
    const good =
      code &&
      client === `${this.clientId}:${this.clientSecret}` &&
      challenge === code.challenge &&
      given.get("redirect_uri") === code.redirect;
    if (!good) return { status: 400, body: { error: "invalid_grant" } };
    const now = Math.floor(Date.now() / 1000);
    const nonce = this.otherNonce ?? code.nonce;
    const idToken = signed({ iss: this.issuer, aud: this.clientId, iat: now, exp: now + 300, nonce, ...this.claims });
    return { status: 200, body: { access_token: randomUUID(), token_type: "Bearer", id_token: idToken } };
  }
}
