/** Reviews of products that the key may see. They are written as `review` and `rating` events. */
import { visibleProducts } from "../compat/algolia/objects.ts";
import { audienceFor } from "../compat/algolia/params.ts";
import { reviewsBody } from "../contract/review.ts";
import { answer } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { indexOf } from "../index-of.ts";
import { parseWith } from "../http/parse.ts";
import type { EventParts } from "./acknowledge.ts";

/** POST /api/reviews. A product that is no longer sold has no reviews to read. */
export async function postReviews(call: Call, { shop }: EventParts): Promise<Response> {
  const { products, index: name, ...page } = parseWith(reviewsBody, await call.json());
  const index = indexOf(shop, name, call.grant);
  const seen = await visibleProducts(index, call.grant, products, audienceFor(call.grant, {}));
  const found = index.reviews({ ...page, products: seen.flatMap((product) => product?.id ?? []) });
  return answer(found, { position: found.position });
}
