/** The figures of a run as plain data: what report.json holds and the report and its charts are drawn from. */
import { dayMs } from "./season.ts";
import { countedPositions, listNames } from "./tally.ts";
import type { GroupCount, ListCount, NewProduct, QueryCount } from "./tally.ts";
import type { SimulationResult } from "./run.ts";

const round = (value: number, digits = 6) => Number(value.toFixed(digits));
/** Rounded, so that the order in which visits ran beside each other does not show in the last bits. */
const ratio = (part: number, whole: number) => (whole === 0 ? 0 : round(part / whole));

function groupFigures(count: GroupCount) {
  return {
    visits: count.visits,
    opened: ratio(count.opened, count.visits),
    carted: ratio(count.carted, count.visits),
    bought: ratio(count.bought, count.visits),
    searches: count.searches,
    searchSuccess: ratio(count.searchesClicked, count.searches),
    revenue: round(count.revenue, 2),
  };
}

function queryFigures(count: QueryCount) {
  return { searches: count.searches, empty: ratio(count.empty, count.searches), success: ratio(count.clicked, count.searches) };
}

function positions(count: ListCount) {
  return Array.from({ length: countedPositions }, (_, at) => at + 1)
    .filter((position) => count.shown[position]! >= 30)
    .map((position) => {
      const shown = count.shown[position]!;
      return {
        position,
        shown,
        /** Ground truth: mean likelihood of being looked at. */
        examination: ratio(count.likelihood[position]!, shown),
        examined: ratio(count.examined[position]!, shown),
        clickThrough: ratio(count.clicked[position]!, shown),
        clicksPerLook: ratio(count.clicked[position]!, count.examined[position]!),
      };
    });
}

/** Gini coefficient of how often products of the catalogue were shown: 0 all alike, 1 one product only. */
function gini(counts: readonly number[]): number {
  const sorted = [...counts].sort((a, b) => a - b);
  const sum = sorted.reduce((a, b) => a + b, 0);
  if (sum === 0) return 0;
  const weighted = sorted.reduce((total, count, at) => total + (at + 1) * count, 0);
  return (2 * weighted) / (sorted.length * sum) - (sorted.length + 1) / sorted.length;
}

function map<V, R>(entries: ReadonlyMap<string, V>, make: (value: V) => R): Record<string, R> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, make(value)]));
}

/**
 * Shares of the launched products that were shown and clicked by an age. Products are of different ages when the run ends, so
 * the share is the product-limit estimate (Kaplan and Meier 1958), which counts each for as long as it was watched.
 */
function discovery({ tally, span }: SimulationResult) {
  const products = [...tally.newProducts.values()];
  const ages = [0, 0.25, 0.5, 1, 2, 3, 4, 5, 6, 10, 20, 30].filter((days) => products.some((one) => span.end - one.born >= days * dayMs));
  const curve = (field: "firstShown" | "firstClicked") => {
    let left = 1;
    return ages.map((days, at) => {
      if (at === 0) return 0;
      const [from, to] = [ages[at - 1]! * dayMs, days * dayMs];
      const foundAt = (one: NewProduct) => (one[field] === undefined ? Infinity : one[field] - one.born);
      const watched = products.filter((one) => span.end - one.born >= to && foundAt(one) > from);
      left *= 1 - ratio(watched.filter((one) => foundAt(one) <= to).length, watched.length);
      return round(1 - left);
    });
  };
  const [shown, clicked] = [curve("firstShown"), curve("firstClicked")];
  return {
    launched: products.length,
    shown: products.filter((one) => one.firstShown !== undefined).length,
    clicked: products.filter((one) => one.firstClicked !== undefined).length,
    impressions: products.reduce((sum, one) => sum + one.shown, 0),
    clicks: products.reduce((sum, one) => sum + one.clicks, 0),
    byDays: ages.map((days, at) => ({ days, shown: shown[at]!, clicked: clicked[at]! })),
  };
}

/** Every figure of the report. */
export function figuresOf(result: SimulationResult) {
  const { tally, shop, options, span, catalogue } = result;
  const clicks = listNames.reduce((sum, name) => sum + (tally.lists.get(name)?.clicks ?? 0), 0);
  const impressions = listNames.reduce((sum, name) => sum + (tally.lists.get(name)?.impressions ?? 0), 0);
  const endpoints = [...shop.endpoints].sort(([a], [b]) => (a < b ? -1 : 1));
  const requests = endpoints.reduce((sum, [, count]) => sum + count.latency.count + count.failed, 0);
  const failed = endpoints.reduce((sum, [, count]) => sum + count.failed, 0);
  const botVisits = [...tally.bots.values()].reduce((sum, bot) => sum + bot.visits, 0);
  const events = [...tally.events.values()].reduce((a, b) => a + b, 0);
  const shownCounts = catalogue.map((product) => tally.shownProducts.get(product.id) ?? 0);
  const revenue = [...tally.revenue.values()].reduce((a, b) => a + b, 0);
  return {
    run: {
      seed: options.seed,
      round: options.round ?? 0,
      shoppers: options.shoppers,
      days: options.days,
      start: new Date(span.start).toISOString(),
      end: new Date(span.end).toISOString(),
      seconds: round(result.seconds, 2),
      concurrency: options.concurrency,
      products: catalogue.length,
      kinds: result.world.kinds.first.length,
      visitsPlanned: result.planned,
      visitsNotStarted: result.notStarted,
      visitsAbandoned: tally.abandoned,
      followUpsAfterEnd: result.afterEnd,
      requests,
      requestsPerSecond: round(ratio(requests, result.seconds), 1),
      failed,
      eventsSent: events,
      eventsSentAgain: tally.resent,
      eventsAccepted: shop.eventsAccepted,
      eventsDuplicate: shop.eventsDuplicate,
      eventsRejected: shop.eventsRejected,
      firstFailure: shop.firstFailure,
      firstRejection: shop.firstRejection,
      timesRealTime: round(ratio(span.end - span.start, result.seconds * 1_000), 1),
    },
    funnel: {
      visits: tally.all.visits,
      opened: tally.all.opened,
      carted: tally.all.carted,
      bought: tally.all.bought,
      orders: tally.orders,
      lines: tally.lines,
      linesWithoutPrice: tally.unpriced,
      returns: tally.returns,
    },
    money: {
      revenue: map(tally.revenue, (amount) => round(amount, 2)),
      perOrder: round(ratio(revenue, tally.orders), 2),
      perVisit: round(ratio(revenue, tally.all.visits), 4),
      returnRate: ratio(tally.returns, tally.lines),
      returnedShareOfRevenue: ratio(tally.returnedValue, revenue),
    },
    search: {
      ...queryFigures({
        searches: tally.all.searches,
        empty: tally.spelled.empty + tally.misspelled.empty,
        clicked: tally.all.searchesClicked,
      }),
      reformulations: tally.reformulations,
      wantedInTen: ratio(tally.wantedInTen.sum, tally.wantedInTen.searches),
      misspelled: queryFigures(tally.misspelled),
      spelled: queryFigures(tally.spelled),
      shapes: map(tally.shapes, queryFigures),
    },
    lists: Object.fromEntries(
      listNames.flatMap((name) => {
        const count = tally.lists.get(name);
        if (!count) return [];
        return [
          [
            name,
            {
              lists: count.lists,
              impressions: count.impressions,
              clicks: count.clicks,
              clickThrough: ratio(count.clicks, count.impressions),
              clicksPerList: ratio(count.clicks, count.lists),
              shareOfClicks: ratio(count.clicks, clicks),
              carts: count.carts,
              purchases: count.purchases,
              revenue: round(count.revenue, 2),
              positions: positions(count),
            },
          ],
        ];
      }),
    ),
    coverage: {
      impressions,
      productsShown: tally.shownProducts.size,
      shownShare: ratio(shownCounts.filter((count) => count > 0).length, catalogue.length),
      clickedShare: ratio(catalogue.filter((product) => tally.clickedProducts.has(product.id)).length, catalogue.length),
      boughtShare: ratio(catalogue.filter((product) => tally.boughtProducts.has(product.id)).length, catalogue.length),
      gini: round(gini(shownCounts)),
      shareOfTopTenth: ratio(
        [...shownCounts]
          .sort((a, b) => b - a)
          .slice(0, Math.ceil(catalogue.length / 10))
          .reduce((a, b) => a + b, 0),
        shownCounts.reduce((a, b) => a + b, 0),
      ),
    },
    newProducts: discovery(result),
    catalogueLife: { ...map(tally.catalogue, (count) => count), stoodStillBecause: result.stillLife },
    bots: {
      visits: botVisits,
      shareOfVisits: ratio(botVisits, botVisits + tally.all.visits),
      shareOfEvents: ratio(tally.botEvents, events),
      kinds: map(tally.bots, ({ visits, events: sent, users }) => ({ visits, events: sent, users: users.size })),
      promoted: result.promoted.map((product) => product.id),
    },
    languages: map(tally.languages, groupFigures),
    devices: map(tally.devices, groupFigures),
    loyalty: map(tally.loyalties, groupFigures),
    people: {
      logins: tally.logins,
      loginsTakenBack: tally.partings,
      ratings: tally.ratings,
      reviews: tally.reviews,
      experience: tally.stars,
    },
    events: map(tally.events, (count) => count),
    latency: Object.fromEntries(
      endpoints.map(([name, { latency, failed: lost, retried }]) => [
        name,
        {
          requests: latency.count,
          p50: round(latency.quantile(0.5), 2),
          p95: round(latency.quantile(0.95), 2),
          p99: round(latency.quantile(0.99), 2),
          most: round(latency.most, 2),
          failed: lost,
          retried,
        },
      ]),
    ),
    hours: tally.hours,
    shownByRank: [...shownCounts].sort((a, b) => b - a),
  };
}

export type Figures = ReturnType<typeof figuresOf>;
