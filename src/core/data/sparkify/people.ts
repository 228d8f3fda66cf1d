/** What users are made of. Given names are common ones; family names, towns, regions and programs are invented. */

const names = (text: string): readonly string[] => text.trim().split(/\s+/);

export const givenNames = {
  F: names(`
    Adaeze Amélie Beatriz Birgit Chiara Daria Elif Fatou Greta Hanneke Ines Jolanta Kaia Leonie Łucja Maren Mina Noor Odile Paloma
    Petra Qiana Renée Rosalind Saoirse Signe Tamsin Ursula Vesna Willa Ximena Yasmin Zoë Zuzana
  `),
  M: names(`
    Aurelio Benoît Bram Cosmo Dmitri Eero Emeka Farid Gunnar Håkon Idris Jasper Jörg Kofi Laszlo Matteo Mikkel Nils Oskar Pascal
    Quentin Rafael Ruben Søren Stellan Tadeusz Tomás Ulrich Viggo Wendell Xavier Yusuf Zeno
  `),
} as const;

export const familyNames = names(`
  O'Marrow Brändelmann Nuñezar D'Ostray Vanterpole Quistgaren Hallowick Mbarendo Sorrelsby Trevannick Ostrowiak Pemberlaine
  Larkmoor Fjeldhus Carradice-Bloom Yilmazer Kowalinski Achterdeen McTavenish Pellworth Zubrowar Delacorte-Finn Itohara Marchettino
  Ravensdale-Okoro Lindenquist Castellúa Borgesson Thackerly Wrenfield Oyelande Hartsfeld Duvalière Grimstadt Novakova-Reyes Silverpenny
  Tanakashi Bergenholm Featherstow Abdulrazin Krzeminsky Lowenbrand Santorelli-Mayr Whitlocke Underhaugen Ferrantez Jayawarde Kingsbarrow
  Mossgrave Nightingarth Petrosyanko Rookwither Stjernholm Tolliverson Vasquezano Winterbourning Aldermoss Blackthornby Copperwheat
  Dunmorrow
`);

const towns = names(`
  Saltmarrow Ellery Marwick Pellhaven Northgrove Oxbow Tarrington Veldspar Quillport Harrowgate-Sands Brindle Cobblestead Dunmere
  Eastwharf Fallowfield Grantholm Hazelmoor Innisvale Juniper-Flats Kestrelton Larchmont-Deep Millrace Narrowford Ottersby Pinesborough
  Quarrystone Redwater Stonehollow Thornapple Umberton Vinehall Westering Yewbridge Zephyr-Point Ashcombe Birchanger Copperhill
  Driftmouth Elmscott Fernley-Bay
`);

/** Two letters each, none of them a region of this world's mail. */
const regions = ['QA', 'VX', 'ZE', 'OQ', 'KU', 'XE', 'JY', 'WQ', 'UB', 'QO'];

/** Where users live: `Town-Town, ZE`. */
export const locations: readonly string[] = towns.map((town, index) => {
  const neighbour = towns[(index * 7 + 3) % towns.length];
  const region = regions[(index * 3) % regions.length];
  return index % 3 === 0 || neighbour === town ? `${town}, ${region}` : `${town}-${neighbour}, ${region}`;
});

/** Where artists come from. Songs often leave it out. */
export const origins: readonly string[] = [
  ...towns
    .filter((_, index) => index % 2 === 0)
    .map((town, index) => `${town}, ${index % 4 === 0 ? 'Norrmark' : 'Estavia'}`),
  'Sankt Öveling, Norrmark',
  'Çaylıburun-sur-Mer',
  'Port "Lucky" Ellery, Estavia',
  "King's Ottersby [North]",
  'Łęgomarz Dolny, Norrmark',
  'Isla Ñandú',
];

const systems = ['Borealis NT 6.1; WOL64', 'Borealis NT 6.3; WOL64', 'Kittiwake; Intaglio Mac OX 10_9_4', 'X11; Pebble x86_64', 'Slate 7_1_2 like OX']; // prettier-ignore

const version = (major: number, system: number): string => `${major}.0.${1800 + major * 5 + system}.${60 + system * 7}`;

/** What browsers say of themselves. Most come with quotation marks around them, as the service logs them, and some without. */
export const userAgents: readonly string[] = systems.flatMap((system, index) => [
  `"Mosaico/5.0 (${system}) LumenKit/537.36 (KHTML, like Newt) Heron/${version(36, index)} Sail/537.36"`,
  `"Mosaico/5.0 (${system}) LumenKit/537.77.4 (KHTML, like Newt) Version/7.0.5 Sail/537.77.4"`,
  `"Mosaico/5.0 (${system}) LumenKit/537.36 (KHTML, like Newt) Heron/${version(35, index)} Sail/537.36"`,
  `Mosaico/5.0 (${system}; rv:31.0) Newt/20100101 Emberfox/31.0`,
]);
