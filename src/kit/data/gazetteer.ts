/**
 * Places the mission's record names that have no P-code: id, name, sort, latitude, longitude, accuracy in
 * metres, commune, State. Without a position where it is unknown or must not be published. Credit: CREDITS.md.
 */
export const GAZETTEER = `
PL-001|Delmas 30|neighbourhood|18.55|-72.316|300|HT0112|HTI
PL-002|Kenscoff|town|18.448|-72.284|500|HT0115|HTI
PL-003|Belot (Kenscoff)|locality|18.451|-72.339|1500|HT0115|HTI
PL-004|Pèlerin 9|locality|18.5|-72.293|1500|HT0114|HTI
PL-005|Pont-Sondé|town|19.148|-72.614|1000|HT0531|HTI
PL-006|Savien / Ségur-Savien|locality|19.16|-72.537|2000|HT0542|HTI
PL-007|Ganthier|town|18.532|-72.07|1000|HT0133|HTI
PL-008|Toussaint Louverture International Airport (MTPP/PAP)|airport|18.58|-72.292|800|HT0118|HTI
PL-009|LSA 1 / LSA 2 (mission base)|base|||||HTI
PL-010|Port-au-Prince|city|18.543|-72.339|1000|HT0111|HTI
PL-011|Port-de-Paix|town||||HT0911|HTI
PL-012|Liancourt|town|19.126|-72.541|1000|HT0532|HTI
PL-013|Mirebalais|town|18.835|-72.105|1000|HT0621|HTI
PL-014|Delmas|city|18.545|-72.3|1000|HT0112|HTI
PL-015|Cité Soleil|city|18.58|-72.338|1000|HT0117|HTI
PL-016|Croix-des-Bouquets|city|18.577|-72.226|1000|HT0131|HTI
PL-020|Nairobi|city|-1.286|36.817|5000||KEN
PL-021|Santo Domingo|city|18.486|-69.931|5000||DOM
PL-022|San Juan|city|18.466|-66.106|5000||PRI
PL-023|New York (UN Headquarters)|city|40.749|-73.968|500||USA
`
