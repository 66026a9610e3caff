import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { clientAddress } from "@/lib/web/client-address.ts";
import { authOptions } from "@/lib/web/session.ts";

const handler = (request: NextRequest, context: RouteContext<"/api/auth/[...nextauth]">) =>
  NextAuth(request, context, authOptions({ address: clientAddress(request.headers), userAgent: request.headers.get("user-agent") ?? "" }));

export { handler as GET, handler as POST };
