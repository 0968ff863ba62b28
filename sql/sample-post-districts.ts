import type { PostDistrict } from './places/post-district.ts';

/**
 * The post districts around the sample's units, as points of their post towns to about a kilometre. An operator reads
 * the whole register with `npm run admin -- import-places`.
 */
const towns: readonly (readonly [postCode: string, name: string, latitude: number, longitude: number])[] = [
  ['1000', 'Ljubljana', 46.05, 14.51],
  ['1210', 'Ljubljana - Šentvid', 46.1, 14.46],
  ['1215', 'Medvode', 46.14, 14.41],
  ['1230', 'Domžale', 46.14, 14.59],
  ['1231', 'Ljubljana - Črnuče', 46.1, 14.54],
  ['1234', 'Mengeš', 46.17, 14.57],
  ['1235', 'Radomlje', 46.17, 14.61],
  ['1241', 'Kamnik', 46.23, 14.61],
  ['1251', 'Moravče', 46.14, 14.74],
  ['1260', 'Ljubljana - Polje', 46.06, 14.58],
  ['1261', 'Ljubljana - Dobrunje', 46.04, 14.6],
  ['1262', 'Dol pri Ljubljani', 46.09, 14.64],
  ['1270', 'Litija', 46.06, 14.83],
  ['1272', 'Polšnik', 46.05, 14.96],
  ['1273', 'Dole pri Litiji', 46.02, 15.02],
  ['1274', 'Gabrovka', 45.98, 14.98],
  ['1275', 'Šmartno pri Litiji', 46.04, 14.84],
  ['1281', 'Kresnice', 46.1, 14.78],
  ['1282', 'Sava', 46.08, 14.89],
  ['1290', 'Grosuplje', 45.95, 14.66],
  ['1291', 'Škofljica', 45.98, 14.57],
  ['1292', 'Ig', 45.96, 14.53],
  ['1293', 'Šmarje - Sap', 45.97, 14.62],
  ['1294', 'Višnja Gora', 45.95, 14.74],
  ['1295', 'Ivančna Gorica', 45.94, 14.8],
  ['1351', 'Brezovica pri Ljubljani', 46.03, 14.42],
  ['1353', 'Borovnica', 45.92, 14.36],
  ['1354', 'Horjul', 46.02, 14.3],
  ['1355', 'Polhov Gradec', 46.07, 14.31],
  ['1356', 'Dobrova', 46.05, 14.41],
  ['1360', 'Vrhnika', 45.97, 14.3],
  ['1370', 'Logatec', 45.92, 14.23],
  ['1372', 'Hotedršica', 45.93, 14.14],
  ['1373', 'Rovte', 45.98, 14.18],
  ['1380', 'Cerknica', 45.79, 14.36],
  ['1381', 'Rakek', 45.81, 14.31],
  ['1410', 'Zagorje ob Savi', 46.13, 15.0],
  ['1420', 'Trbovlje', 46.15, 15.05],
  ['4000', 'Kranj', 46.24, 14.36],
  ['4220', 'Škofja Loka', 46.17, 14.31],
  ['5280', 'Idrija', 46.0, 14.02],
  ['6230', 'Postojna', 45.77, 14.21],
];

export const samplePostDistricts: readonly PostDistrict[] = towns.map(([postCode, name, latitude, longitude]) => ({
  postCode,
  name,
  latitude,
  longitude,
}));
