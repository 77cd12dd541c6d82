/** Entry of the storefront. */
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { currentAddress, navigate, startNavigation } from "./routing/navigation.ts";
import { startTheme } from "./shop/theme.ts";
import { preferredLanguage } from "./shop/language-choice.ts";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/header.css";
import "./styles/search-box.css";
import "./styles/card.css";
import "./styles/shelf.css";
import "./styles/home.css";
import "./styles/search.css";
import "./styles/product.css";
import "./styles/cart.css";
import "./styles/overlay.css";
import "./styles/orders.css";
import "./styles/reviews.css";

startTheme();
startNavigation();
// The bare address has no language of its own; every other one says it.
if (currentAddress() === "/" && preferredLanguage() === "zh") navigate("/zh/", { replace: true });

createRoot(document.getElementById("root")!).render(<App />);
