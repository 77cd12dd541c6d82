/** The OpenAPI 3.1 document, made from the contract: JSON Schema 2020-12 is OpenAPI 3.1's own schema language. */
import { errorCatalogue } from "@aisle/core/base";
import { z } from "zod";
import { routes } from "./contract.ts";
import type { Route } from "./contract.ts";
import { answerHeader, positionHeader } from "./http/answer.ts";

type Json = Record<string, unknown>;

const schemaPrefix = "#/components/schemas/";

const errorSchema = z
  .object({
    code: z.enum(Object.keys(errorCatalogue) as [string, ...string[]]),
    message: z.string(),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "Error" });

/** Moves the named definitions that a schema carries into the document's components and returns what refers to them. */
function schemaOf(type: z.ZodType, io: "input" | "output", components: Json): Json {
  const suffix = io === "input" ? "Input" : "";
  const { $schema: _, $defs = {}, ...schema } = z.toJSONSchema(type, { io, unrepresentable: "any" }) as Json & { $defs?: Json };
  const rename = (name: string) => name + suffix;
  const moved = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(moved);
    if (typeof value !== "object" || value === null) return value;
    const { id: __, ...rest } = value as Json & { id?: unknown };
    const kept = typeof (value as Json)["id"] === "string" ? rest : (value as Json);
    return Object.fromEntries(
      Object.entries(kept).map(([key, one]) => [
        key,
        key === "$ref" && typeof one === "string" ? `${schemaPrefix}${rename(one.replace("#/$defs/", ""))}` : moved(one),
      ]),
    );
  };
  for (const [name, definition] of Object.entries($defs)) components[rename(name)] ??= moved(definition);
  const { id } = schema as { id?: unknown };
  if (typeof id !== "string") return moved(schema) as Json;
  components[rename(id)] ??= moved(schema);
  return { $ref: `${schemaPrefix}${rename(id)}` };
}

function parametersOf(route: Route, components: Json): readonly Json[] {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const inQuery = Object.entries(route.query?.shape ?? {}).map(([name, type]) => ({
    name,
    in: "query",
    required: false,
    schema: schemaOf(type as z.ZodType, "input", components),
  }));
  return [...inPath, ...inQuery, { $ref: "#/components/parameters/Position" }];
}

function operation(name: string, route: Route, components: Json): Json {
  const headers = { [positionHeader]: { description: "Log position that the answer reflects", schema: { type: "integer" } } };
  const json = (schema: Json) => ({ "application/json": { schema } });
  return {
    operationId: name,
    summary: route.summary,
    security: [{ key: [route.scope] }],
    "x-scope": route.scope,
    parameters: parametersOf(route, components),
    ...(route.body ? { requestBody: { required: true, content: json(schemaOf(route.body, "input", components)) } } : {}),
    responses: {
      200: { description: "Success", headers, content: json(schemaOf(route.answer, "output", components)) },
      default: { description: "An error; its code decides the status", content: json({ $ref: `${schemaPrefix}Error` }) },
    },
  };
}

/** The document as plain JSON. */
export function openApiDocument(version: string): Json {
  const schemas: Json = {};
  schemaOf(errorSchema, "output", schemas);
  const paths: Record<string, Json> = {};
  for (const [name, route] of Object.entries<Route>(routes)) {
    (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(name, route, schemas);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Aisle",
      version,
      description: `Search and recommendations over one event log. Answers carry ${positionHeader} and, where later events can name them, ${answerHeader}.`,
    },
    paths,
    components: {
      schemas,
      parameters: {
        Position: {
          name: positionHeader,
          in: "header",
          required: false,
          description: "The answer must reflect every event before this position.",
          schema: { type: "integer", minimum: 0 },
        },
      },
      securitySchemes: { key: { type: "http", scheme: "bearer" } },
    },
  };
}
