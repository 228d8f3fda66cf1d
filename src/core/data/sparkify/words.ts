/** Words of titles and artists, all invented or so oddly chosen that nobody has put them together before. */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** First word of a title. */
export const qualities = words(`
  Corrugated Upholstered Laminated Amphibious Unironed Left-Handed Buttoned Powdered Hydraulic Marzipan Aquiline Notarised
  Galvanised Parboiled Rectangular Alphabetical Woollen Tectonic Understudied Crenellated Bilingual Asbestine Vertiginous Lacquered
  Overdue Duodecimal Herringbone Sublunar Pneumatic Turmeric Clockwise Ambidextrous Perforated Municipal Isosceles Varnished
  Quilted Gregarious Tidal Unpaginated Nocturnish Paprika Decaffeinated Triplicate Corduroy Estuarine Annotated Fluorescing
  Oblong Subtitled Threadbare Verdigris Zoological Rhubarb Portable Unlabelled Semolina Trapezoid Ferrous Gingham Wainscoted
  Ultramarinated Saffronish Kerosene
`);

/** Second word of a title: a thing. */
export const things = words(`
  Teapot Gazebo Turnip Barometer Stapler Umlaut Weathervane Colander Trombonist Parsnip Lighthouse Accordionist Haversack Semaphore
  Thimble Cormorant Ottoman Sextant Bannister Xylophonist Marmot Inkwell Hatstand Viaduct Caravanserai Spatula Peninsula Dirigible
  Hedgehog Concertina Samovar Wheelbarrow Almanac Dromedary Funicular Pelican Sundial Cartographer Kettledrum Mackintosh Narwhal
  Observatory Pincushion Quadrant Rutabaga Scullery Tarpaulin Ukulelist Velocipede Windsock Zeppelinist Abacus Buttonhole Chandlery
  Doorbell Easel Flugelhorn Gudgeon Hovercraft Isthmus Jacaranda Kumquat Ledger Metronome Nuthatch Ombudsman Portcullis Quincunx
  Radiator Sousaphone Trellis Undercroft Vestibule Wombat Yardstick Zither Anemometer Bookend Cummerbund Dovecote Escritoire
  Footbridge Gooseberry Hinge Icebreaker Jellymould Kipper Limpet Mangle Notebook Ottoline Postmark Rivet Saucepan Tollbooth
  Wardrobe
`);

/** Names that nobody has. */
export const coinages = words(`
  Ostrivel Velmora Tarnwick Quandry Brissom Halvorst Mirreth Dunleavish Corvanne Eskelund Farrowmere Grelling Iskander-Lowe Jorvenna
  Kestervane Lomaxine Marrowby Nettlefold Ormevik Pellagrin Quennivar Rastelle Skarnholt Thessaby Umberlain Varnisko Wexcombe Yarrovich
  Zandrello Abernast Bellweather-Ox Cindrake Dovrenko Elmsworthy Fennimar Gostrava Hexley-Voss Ingmarsh Jessopine Krovantes Lindqvarn
  Mooncastle Norrbask Okapindo Prustelle Rindelay Sablefjord Torvanski Ulfengard Vexmoor Windlestraw Yostrander Zelmaniac Ashgrovian
  Brackenholt Cosmodrake Drumlinski Everstrand Flintwhistle Gallowmere Hobgarden Islemonde Kettlebury Larkenfeld Mothwick Nimbusson
  Övergaard Pécharmel Ñandúbal Łowicka Šarovec Çelembek
`);

/** What bands are called after. */
export const emblems = words(`
  Heron Postman Lanternfish Abacist Cupola Ferret Gasket Hexagon Icicle Jackdaw Kiln Lozenge Mongoose Nougat Octagon Paperclip
  Quagga Rhombus Spoonbill Tadpole Urchin Vole Whelk Yurt Zinnia Aspidistra Bassoonist Cassowary Dumpling Earwig Flange Gherkin
  Haddock Ibis Juniper Knapsack Lamprey Mudlark Newt Oboist Pangolin Quokka Ratchet Sandbag Toucan Usher Vicarage Wagtail
  Axolotl Bollard Chicory Dormouse Espalier Fescue Grommet Hornbill Inglenook Jerboa Kestrelman Lintel Muntjac Nightbus Otterhound
  Peashooter Quillwort Rowlock Sprocket Tamarind Undertow Verger Woodlouse Axlebox Bittern Crumpet Dibber Eiderdown Fretsaw Gurnard
  Hod Ironmonger
`);
