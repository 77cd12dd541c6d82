/** Line icons, drawn for this shop on a 24-pixel grid; always decoration beside words or an aria-label. */

const shapes = {
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 4.5 4.5",
  cart: "M6 8h12l1.2 11.2a1 1 0 0 1-1 1.1H5.8a1 1 0 0 1-1-1.1L6 8Zm3 2.5V7a3 3 0 0 1 6 0v3.5",
  close: "m6 6 12 12M18 6 6 18",
  left: "m14.5 6-6 6 6 6",
  right: "m9.5 6 6 6-6 6",
  down: "m6 9.5 6 6 6-6",
  filter: "M4 7h9m4 0h3M4 17h3m4 0h9M15 4.8v4.4M9 14.8v4.4",
  clock: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16Zm0-12.5V12l3 2",
  globe: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16Zm-8-8h16M12 4c2.2 2.2 3.2 4.9 3.2 8s-1 5.8-3.2 8c-2.2-2.2-3.2-4.9-3.2-8s1-5.8 3.2-8Z",
  truck:
    "M3 6.500h11v9.500H3zM14 10h3.500l3 3v3H14M7.5 18.500a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.600Zm9.5 0a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.600Z",
  returns: "M5 9h9.500a4.5 4.5 0 0 1 0 9H8M8.5 5.5 5 9l3.5 3.5",
  help: "M4.5 12a7.5 7.5 0 1 1 3.2 6.100L4 19l1-3.300A7.5 7.5 0 0 1 4.5 12Zm4.3-.5h6.400m-6.4 2.800h4",
  spark: "M12 4.5 13.7 10l5.3 2-5.3 2L12 19.5 10.3 14 5 12l5.3-2L12 4.500Z",
  check: "m5.5 12.5 4.2 4.200L18.5 8",
  minus: "M6 12h12",
  plus: "M6 12h12M12 6v12",
  bin: "M5 7h14M9.5 7V5h5v2M7 7l.8 12h8.400L17 7m-6.8 3.500v5m3.6-5v5",
  person: "M12 12a3.8 3.8 0 1 0 0-7.6 3.8 3.8 0 0 0 0 7.600Zm-7 8c.5-3.400 3.300-5.400 7-5.400s6.500 2 7 5.400",
  box: "M4 8.200 12 4l8 4.200v7.600L12 20l-8-4.200V8.200Zm0 0 8 4.200 8-4.200M12 12.400V20M8 6.100l8 4.200",
  sun: "M12 15.800a3.8 3.8 0 1 0 0-7.6 3.8 3.8 0 0 0 0 7.600ZM12 3v2m0 14v2M3 12h2m14 0h2M5.600 5.600 7 7m10 10 1.400 1.400M5.600 18.400 7 17M17 7l1.400-1.400",
  moon: "M19.500 14.200A8 8 0 0 1 9.800 4.500a8 8 0 1 0 9.700 9.700Z",
  screen: "M4 5.500h16v10.500H4zM9 19.500h6M12 16v3.500",
  tag: "M4.500 4.500h7l8 8-7 7-8-8zM8.500 8.500h.01",
  zoom: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 4.500 4.500M8.200 11h5.600M11 8.200v5.600",
  arrow: "M5 12h13m-5-5.5 5.5 5.5-5.5 5.5",
} as const;

export type IconName = keyof typeof shapes;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={shapes[name]} />
    </svg>
  );
}
