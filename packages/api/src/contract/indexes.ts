/** Shape of the list of indexes. */
import { z } from "zod";

export const indexesAnswer = z
  .object({
    indexes: z.array(z.object({ name: z.string(), products: z.int() })).describe("The default index first."),
    position: z.int(),
  })
  .meta({ id: "Indexes" });
