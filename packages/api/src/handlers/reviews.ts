/** Reviews of products that the key may see. They are written as `review` and `rating` events. */
import { visibleProducts } from "../compat/algolia/objects.ts";
import { audienceFor } from "../compat/algolia/params.ts";
import { reviewsBody } from "../contract/review.ts";
import { answer } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { parseWith } from "../http/parse.ts";
import type { EventParts } from "./acknowledge.ts";

/** POST /api/reviews. A product that is no longer sold has no reviews to read. */
export async function postReviews(call: Call, { shop }: EventParts): Promise<Response> {
  const { products, ...page } = parseWith(reviewsBody, await call.json());
  const seen = await visibleProducts(shop, call.grant, products, audienceFor(call.grant, {}));
  const found = shop.engine.reviews({ ...page, products: seen.flatMap((product) => product?.id ?? []) });
  return answer(found, { position: found.position });
}
