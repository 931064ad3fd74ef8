/** The departments of Haiti: P-code, then the name in English, French and Haitian Creole. Credit: CREDITS.md. */
export const DEPARTMENTS = `
HT01|West|Ouest|Lwès
HT02|South-East|Sud-Est|Sidès
HT03|North|Nord|Nò
HT04|North-East|Nord-Est|Nòdès
HT05|Artibonite|Artibonite|Latibonit
HT06|Centre|Centre|Sant
HT07|South|Sud|Sid
HT08|Grande'Anse|Grande'Anse|Grandans
HT09|North-West|Nord-Ouest|Nòdwès
HT10|Nippes|Nippes|Nip
`

/**
 * The communes of Haiti: P-code, French name, English name where it differs, latitude and longitude of
 * the commune's middle. The first four signs of the code name the department. Credit: CREDITS.md.
 */
export const COMMUNES = `
HT0111|Port-au-Prince||18.52646|-72.33729
HT0112|Delmas||18.55431|-72.29764
HT0113|Carrefour||18.46611|-72.41111
HT0114|Pétion-Ville|Petion-Ville|18.48361|-72.25669
HT0115|Kenscoff||18.40308|-72.28966
HT0116|Gressier||18.50854|-72.5095
HT0117|Cité Soleil|Cite Soleil|18.59398|-72.32658
HT0118|Tabarre||18.57334|-72.26607
HT0121|Léogâne|Leogane|18.4395|-72.58838
HT0122|Petit-Goâve|Petit-Goave|18.37607|-72.92832
HT0123|Grand-Goâve|Grand-Goave|18.35803|-72.75717
HT0131|Croix-Des-Bouquets||18.53956|-72.18396
HT0132|Thomazeau||18.66171|-72.12499
HT0133|Ganthier||18.49745|-72.0121
HT0134|Cornillon / Grand Bois||18.68202|-71.92528
HT0135|Fonds-Verrettes||18.35087|-71.8403
HT0141|Arcahaie||18.88395|-72.52884
HT0142|Cabaret||18.77391|-72.3943
HT0151|Anse à Galets|Anse a Galets|18.81451|-72.95249
HT0152|Pointe à Raquette|Pointe a Raquette|18.87475|-73.15887
HT0211|Jacmel||18.29568|-72.52082
HT0212|Marigot||18.28732|-72.29661
HT0213|Cayes-Jacmel||18.27383|-72.40266
HT0214|La Vallée|La Vallee|18.28523|-72.68379
HT0221|Bainet||18.2145|-72.78482
HT0222|Côtes de Fer|Cotes de Fer|18.23158|-72.94879
HT0231|Belle Anse||18.27828|-72.08606
HT0232|Grand Gosier||18.26167|-71.90263
HT0233|Thiotte||18.21555|-71.8531
HT0234|Anse-à-Pître|Anse-a-Pitre|18.15554|-71.78735
HT0311|Cap-Haïtien|Cap-Haitien|19.74934|-72.21878
HT0312|Quartier Morin||19.68503|-72.16896
HT0313|Limonade||19.66937|-72.10917
HT0321|Acul du Nord||19.64384|-72.33346
HT0322|Plaine du Nord||19.68056|-72.26892
HT0323|Milot||19.65351|-72.21795
HT0331|Grande Riviere Du Nord||19.55127|-72.16319
HT0332|Bahon||19.46453|-72.12138
HT0341|Saint-Raphaël|Saint-Raphael|19.40299|-72.19293
HT0342|Dondon||19.5203|-72.2713
HT0343|Ranquitte||19.39946|-72.05759
HT0344|Pignon||19.3241|-72.10705
HT0345|La Victoire||19.3508|-72.02195
HT0351|Borgne||19.80202|-72.5722
HT0352|Port-Margot||19.75406|-72.46392
HT0361|Limbé|Limbe|19.65796|-72.40935
HT0362|Bas Limbé|Bas Limbe|19.76037|-72.39533
HT0371|Plaisance||19.59461|-72.47892
HT0372|Pilate||19.69285|-72.55296
HT0411|Fort-Liberté|Fort-Liberte|19.57274|-71.85421
HT0412|Ferrier||19.64115|-71.77057
HT0413|Perches||19.51789|-71.93468
HT0421|Ouanaminthe||19.50372|-71.77322
HT0422|Capotille||19.43996|-71.71174
HT0423|Mont-Organisé|Mont-Organise|19.38749|-71.78475
HT0431|Trou du Nord||19.58632|-72.01624
HT0432|Sainte Suzanne||19.52189|-72.06352
HT0433|Terrier Rouge||19.6373|-71.92635
HT0434|Caracol||19.68463|-72.00052
HT0441|Vallières|Vallieres|19.44362|-71.9545
HT0442|Carice||19.35269|-71.82105
HT0443|Mombin Crochu||19.3323|-71.89171
HT0511|Gonaïves|Gonaives|19.49349|-72.62563
HT0512|Ennery||19.49055|-72.48351
HT0513|L'Estère|L'Estere|19.35594|-72.62152
HT0521|Gros Morne||19.70156|-72.70548
HT0522|Terre Neuve||19.61081|-72.79969
HT0523|Anse Rouge||19.64347|-72.95926
HT0531|Saint-Marc||19.0982|-72.6823
HT0532|Verrettes||19.02566|-72.49072
HT0533|La Chapelle||18.90941|-72.33478
HT0541|Dessalines||19.21847|-72.45992
HT0542|Petite Rivière de l'Artibonite|Petite Riviere de l'Artibonite|19.0705|-72.35711
HT0543|Grande Saline||19.25824|-72.70093
HT0544|Desdunes||19.31102|-72.68937
HT0551|Saint-Michel de l'Attalaye||19.34201|-72.33877
HT0552|Marmelade||19.52559|-72.37566
HT0611|Hinche||19.14443|-72.01905
HT0612|Maïssade|Maissade|19.18851|-72.179
HT0613|Thomonde||18.97308|-71.97912
HT0614|Cerca Carvajal||19.26038|-71.93963
HT0621|Mirebalais||18.78514|-72.08197
HT0622|Saut d'Eau||18.83093|-72.23704
HT0623|Boucan Carré|Boucan Carre|18.95241|-72.15218
HT0631|Lascahobas||18.83339|-71.95341
HT0632|Belladère|Belladere|18.86331|-71.81157
HT0633|Savanette||18.74617|-71.84146
HT0641|Cerca La Source||19.18739|-71.74851
HT0642|Thomassique||19.0761|-71.82591
HT0711|Les Cayes||18.26246|-73.76455
HT0712|Torbeck||18.24529|-73.88315
HT0713|Chantal||18.28035|-73.96568
HT0714|Camp-Perrin||18.34762|-73.8613
HT0715|Maniche||18.37265|-73.75161
HT0716|Île à Vache|Ile a Vache|18.0778|-73.63525
HT0721|Port-Salut||18.09242|-73.89253
HT0722|Saint Jean du Sud||18.05831|-73.83959
HT0723|Arniquet||18.15087|-73.91862
HT0731|Aquin||18.28127|-73.21789
HT0732|Saint Louis du Sud||18.28252|-73.53137
HT0733|Cavaillon||18.3427|-73.63256
HT0741|Côteaux|Coteaux|18.24053|-74.02543
HT0742|Port-à-Piment|Port-a-Piment|18.28963|-74.06621
HT0743|Roche à Bâteau|Roche a Bateau|18.19116|-73.97349
HT0751|Chardonnières|Chardonnieres|18.33263|-74.10222
HT0752|Les Anglais||18.35157|-74.1764
HT0753|Tiburon||18.33607|-74.31979
HT0811|Jérémie|Jeremie|18.53392|-74.16106
HT0812|Abricots||18.61511|-74.31571
HT0813|Bonbon||18.63075|-74.23752
HT0814|Moron||18.47722|-74.26534
HT0815|Chambellan||18.5173|-74.33116
HT0821|Anse d'Hainault||18.46072|-74.39868
HT0822|Dame Marie||18.55775|-74.39577
HT0823|Les Irois||18.39776|-74.38173
HT0831|Corail||18.53722|-73.91113
HT0832|Roseaux||18.51535|-74.0406
HT0833|Beaumont||18.44588|-73.98193
HT0834|Pestel||18.46873|-73.84021
HT0911|Port-de-Paix||19.85274|-72.91905
HT0912|La Tortue||20.04466|-72.78827
HT0913|Bassin Bleu||19.78596|-72.8412
HT0914|Chamsolme||19.85803|-72.81159
HT0921|Saint-Louis du Nord||19.8801|-72.71025
HT0922|Anse-à-Foleur|Anse-a-Foleur|19.86209|-72.6256
HT0931|Môle Saint Nicolas|Mole Saint Nicolas|19.77848|-73.34598
HT0932|Baie de Henne||19.69282|-73.20042
HT0933|Bombardopolis||19.69114|-73.34746
HT0934|Jean Rabel||19.8301|-73.12786
HT1011|Miragoâne|Miragoane|18.3602|-73.0626
HT1012|Petite Rivière de Nippes|Petite Riviere de Nippes|18.45609|-73.19993
HT1013|Fonds des Nègres|Fonds des Negres|18.38155|-73.25053
HT1014|Paillant||18.41405|-73.16992
HT1021|Anse-à-Veau|Anse-a-Veau|18.46703|-73.33403
HT1022|Petit Trou de Nippes||18.46753|-73.49589
HT1023|L'Asile||18.37694|-73.43593
HT1024|Arnaud||18.44901|-73.38614
HT1025|Plaisance du Sud||18.42999|-73.56585
HT1031|Baradères|Baraderes|18.47535|-73.69119
HT1032|Grand-Boucan||18.56784|-73.64178
`
