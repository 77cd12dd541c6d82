/** What belongs to the visitor: orders, what they viewed, and how the shop looks on this device. */
import * as Menu from "@radix-ui/react-dropdown-menu";
import { useLocale } from "../i18n/locale.tsx";
import { Link } from "../routing/link.tsx";
import { themes, themeStore, type Theme } from "../shop/theme.ts";
import { useStore } from "../store.ts";
import { Icon } from "./icon.tsx";

const icons = { system: "screen", light: "sun", dark: "moon" } as const;

export function AccountMenu() {
  const { t, to } = useLocale();
  const theme = useStore(themeStore);
  return (
    // Not modal: the page behind keeps its scrollbar, so nothing moves.
    <Menu.Root modal={false}>
      <Menu.Trigger className="tool" aria-label={t.account} title={t.account}>
        <Icon name="person" />
      </Menu.Trigger>
      {/* Inside the header, which is a landmark. */}
      <Menu.Content className="menu" align="end" sideOffset={6} collisionPadding={12}>
        <Menu.Item asChild>
          <Link className="menu-item" href={to({ page: "orders" })}>
            <Icon name="box" />
            {t.orders}
          </Link>
        </Menu.Item>
        <Menu.Item asChild>
          <Link className="menu-item" href={to({ page: "viewed" })}>
            <Icon name="clock" />
            {t.recentlyViewed}
          </Link>
        </Menu.Item>
        <Menu.Separator className="menu-line" />
        <Menu.Label className="menu-label">{t.theme}</Menu.Label>
        <Menu.RadioGroup value={theme} onValueChange={(value) => themeStore.set(value as Theme)}>
          {themes.map((one) => (
            <Menu.RadioItem key={one} className="menu-item" value={one} onSelect={(event) => event.preventDefault()}>
              <Icon name={icons[one]} />
              {t.themes[one]}
              <Menu.ItemIndicator className="menu-check">
                <Icon name="check" />
              </Menu.ItemIndicator>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Content>
    </Menu.Root>
  );
}
