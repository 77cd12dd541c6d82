/** Entry of the dashboard. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { startNavigation } from "../routing/navigation.ts";
import { Refused } from "./api.ts";
import { applyPreferences } from "./preferences.ts";
import { Shell } from "./shell.tsx";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/controls.css";
import "./styles/pages.css";

applyPreferences();
startNavigation();

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // What was refused will be refused again; only a server out of reach may come back.
      retry: (failures, error) => error instanceof Refused && (error.status === 0 || error.status >= 500) && failures < 2,
      refetchOnWindowFocus: false,
      staleTime: 5_000,
    },
  },
});

createRoot(document.getElementById("root")!).render(
  <QueryClientProvider client={client}>
    <Shell />
  </QueryClientProvider>,
);
