/**
 * The words that fill a frame's slots, and the words that give a category away on their own.
 *
 * Everything is lower case; casing and typos come later, with the noise.
 */
import type { Random } from '../random.ts';
import type { Category, Slot } from './frames/format.ts';

/** What the shop sells: singular nouns of one or two words, without an article. None contains a keyword. */
export const items = [
  // Kitchen
  'kettle', 'toaster', 'blender', 'hand mixer', 'stand mixer', 'food processor', 'coffee maker', 'espresso machine',
  'coffee grinder', 'milk frother', 'teapot', 'mug', 'water jug', 'carafe', 'frying pan', 'saucepan', 'wok',
  'stock pot', 'casserole dish', 'baking tray', 'cake tin', 'muffin tin', 'rolling pin', 'mixing bowl', 'salad bowl',
  'salad spinner', 'colander', 'sieve', 'grater', 'peeler', 'garlic press', 'can opener', 'corkscrew', 'bread knife',
  'chef knife', 'knife block', 'cutting board', 'spice rack', 'dish rack', 'egg cooker', 'rice cooker', 'slow cooker',
  'pressure cooker', 'air fryer', 'waffle maker', 'sandwich maker', 'juicer', 'popcorn maker', 'ice maker',
  'mini fridge', 'microwave', 'toaster oven', 'hot plate', 'kitchen scale', 'measuring jug', 'lunch box',
  'thermos flask', 'water bottle', 'wine rack', 'ice bucket', 'cake stand', 'butter dish', 'salt mill', 'pepper mill',
  'apron', 'oven glove', 'tea towel', 'tablecloth', 'place mat', 'bread bin',
  // Home
  'pedal bin', 'soap dispenser', 'shower curtain', 'shower head', 'bath mat', 'towel rail', 'bath towel',
  'laundry basket', 'ironing board', 'steam iron', 'clothes rack', 'vacuum cleaner', 'robot vacuum', 'carpet cleaner',
  'mop', 'broom', 'bucket', 'dustpan', 'feather duster', 'sofa', 'armchair', 'footstool', 'bookcase', 'bookshelf',
  'wall shelf', 'coffee table', 'side table', 'dining table', 'dining chair', 'bar stool', 'bed frame', 'mattress',
  'pillow', 'duvet', 'duvet cover', 'blanket', 'cushion', 'curtain', 'curtain rail', 'roller blind', 'rug', 'doormat',
  'wardrobe', 'dresser', 'nightstand', 'mirror', 'picture frame', 'photo album', 'wall clock', 'alarm clock',
  'table lamp', 'floor lamp', 'desk lamp', 'ceiling lamp', 'night light', 'light bulb', 'candle holder',
  'scented candle', 'vase', 'plant pot', 'coat rack', 'shoe rack', 'umbrella stand', 'storage box', 'step ladder',
  'doorbell', 'door handle', 'padlock', 'fan heater', 'tower fan', 'air purifier', 'humidifier', 'dehumidifier',
  'electric blanket', 'sewing machine',
  // Electronics
  'laptop', 'tablet', 'phone case', 'phone charger', 'power bank', 'wireless mouse', 'keyboard', 'monitor', 'webcam',
  'headset', 'speaker', 'soundbar', 'smart speaker', 'portable speaker', 'radio', 'record player', 'microphone',
  'projector', 'television', 'tv stand', 'tv bracket', 'router', 'printer', 'scanner', 'shredder', 'game controller',
  'games console', 'e-reader', 'smart watch', 'fitness watch', 'digital camera', 'dash cam', 'tripod', 'camera bag',
  'drone', 'usb hub', 'usb stick', 'memory card', 'hard drive', 'hdmi cable', 'charging cable', 'extension lead',
  'power strip', 'smart plug', 'smart bulb', 'security camera', 'thermostat', 'baby monitor', 'electric toothbrush',
  'hair dryer', 'hair straightener', 'curling iron', 'shaver', 'beard trimmer', 'bathroom scale', 'massage gun',
  'heating pad', 'thermometer', 'calculator', 'walkie talkie', 'docking station', 'laptop stand', 'laptop bag',
  'laptop sleeve', 'tablet case', 'screen protector', 'stylus', 'selfie stick',
  // Clothing
  'rain jacket', 'winter coat', 'denim jacket', 'leather jacket', 'parka', 'raincoat', 'hoodie', 'sweater', 'jumper',
  'cardigan', 'fleece', 't-shirt', 'polo shirt', 'blouse', 'dress', 'summer dress', 'skirt', 'suit', 'blazer',
  'waistcoat', 'bow tie', 'scarf', 'wool hat', 'beanie', 'baseball cap', 'sun hat', 'belt', 'handbag', 'backpack',
  'rucksack', 'tote bag', 'purse', 'wallet', 'umbrella', 'wristwatch', 'necklace', 'bracelet', 'swimsuit', 'bathrobe',
  'nightgown', 'tracksuit', 'wetsuit', 'suitcase', 'duffel bag', 'gym bag', 'poncho',
  // Garden and tools
  'lawn mower', 'hedge trimmer', 'leaf blower', 'chainsaw', 'garden hose', 'hose reel', 'sprinkler', 'watering can',
  'wheelbarrow', 'spade', 'shovel', 'rake', 'garden fork', 'trowel', 'pruning saw', 'compost bin', 'bird feeder',
  'bird bath', 'bird house', 'greenhouse', 'garden bench', 'garden chair', 'garden table', 'deck chair',
  'sun lounger', 'hammock', 'parasol', 'gazebo', 'patio heater', 'fire pit', 'gas grill', 'charcoal grill',
  'barbecue', 'grill cover', 'garden gnome', 'solar lamp', 'lantern', 'flower box', 'raised bed', 'trellis',
  'rain barrel', 'water pump', 'pressure washer', 'garden shed', 'seed tray', 'planter', 'fountain', 'drill',
  'cordless drill', 'electric screwdriver', 'hammer', 'wrench', 'jigsaw', 'circular saw', 'sander', 'tool box',
  'tape measure', 'spirit level', 'workbench', 'heat gun', 'glue gun', 'soldering iron', 'air compressor',
  'paint sprayer', 'headlamp', 'torch', 'flashlight', 'work light',
  // Sports
  'tent', 'sleeping bag', 'camping stove', 'camping chair', 'camping table', 'cool box', 'cooler bag', 'yoga mat',
  'foam roller', 'dumbbell', 'kettlebell', 'weight bench', 'exercise bike', 'treadmill', 'rowing machine',
  'cross trainer', 'skipping rope', 'resistance band', 'punching bag', 'football', 'basketball', 'volleyball',
  'tennis racket', 'badminton racket', 'squash racket', 'golf club', 'golf bag', 'hockey stick', 'cricket bat',
  'baseball glove', 'bike helmet', 'bike lock', 'bike pump', 'bike light', 'bike rack', 'mountain bike', 'city bike',
  'scooter', 'electric scooter', 'skateboard', 'longboard', 'surfboard', 'paddle board', 'kayak', 'snorkel',
  'diving mask', 'ski helmet', 'snowboard', 'sled', 'hiking pole', 'climbing rope', 'fishing rod', 'fishing reel',
  'dart board', 'trampoline', 'basketball hoop', 'stopwatch', 'knee brace', 'life jacket', 'compass',
  // Toys
  'teddy bear', 'doll', 'doll house', 'toy car', 'toy train', 'train set', 'toy kitchen', 'building set',
  'board game', 'card game', 'chess set', 'jigsaw puzzle', 'rocking horse', 'play mat', 'play tent', 'toy piano',
  'toy robot', 'toy boat', 'kite', 'yo-yo', 'spinning top', 'marble run', 'water gun', 'bath toy', 'sandbox',
  'garden slide', 'swing', 'tricycle', 'balance bike', 'ball pit', 'paint set', 'craft kit', 'science kit',
  'telescope', 'microscope', 'puppet', 'stuffed rabbit', 'plush dog', 'xylophone', 'drum kit', 'ukulele', 'guitar',
  'baby walker', 'high chair', 'stroller', 'car seat', 'baby bottle',
  // Office
  'office chair', 'standing desk', 'desk', 'desk mat', 'filing cabinet', 'drawer unit', 'whiteboard', 'pin board',
  'flip chart', 'stapler', 'hole punch', 'paper cutter', 'laminator', 'label printer', 'pencil case',
  'pencil sharpener', 'fountain pen', 'ballpoint pen', 'highlighter', 'notebook', 'sketchbook', 'desk calendar',
  'diary', 'ring binder', 'document tray', 'letter opener', 'desk organiser', 'clipboard', 'tape dispenser',
  'ink cartridge', 'toner cartridge', 'mouse pad', 'monitor arm', 'footrest', 'desk fan', 'key cabinet', 'globe',
  'bookend', 'easel', 'wall planner',
] as const;

/** Goods that frames write out themselves, beyond `items`, named singly or severally: recognised as a ticket's item where a core names them, never drawn for a slot. */
export const goods = [
  // Kitchen
  'coffee machine', 'coffee pot', 'moka pot', 'mixer', 'bread maker', 'bread machine', 'bread slicer',
  'yoghurt maker', 'pasta machine', 'pasta roller', 'ice cream maker', 'soda machine', 'spiralizer',
  'sous vide stick', 'bread proofer', 'mandoline', 'cheese grater', 'pizza cutter', 'tin opener', 'garlic peeler',
  'pot', 'jug', 'pan', 'skillet', 'griddle', 'cast iron pan', 'cast iron pan set', 'saucepan set', 'fondue set',
  'bowl', 'plate', 'flask', 'thermos', 'travel mug', 'bottle', 'decanter', 'gravy boat', 'sugar bowl', 'cream jug',
  'tea cosy', 'cake dome', 'glass cake dome', 'kitchen timer', 'timer', 'water filter', 'water filter jug',
  'bread box', 'bamboo board', 'marble board', 'picnic hamper', 'dinner service', 'fridge', 'freezer', 'wine cooler',
  'ice box', 'dishwasher', 'washing machine', 'tumble dryer', 'spin dryer', 'oven', 'cooker', 'stove', 'gas stove',
  'hob', 'chimney hood', 'cup and saucer', 'chest freezer', 'soup tureen', 'tea set',
  // Food, drink and care
  'muesli', 'protein bar', 'soup mix', 'cereal', 'olive oil', 'honey', 'jam', 'face cream', 'shampoo', 'sun lotion',
  'sun cream', 'aftershave', 'body butter', 'lipstick', 'mascara', 'foundation', 'hair dye',
  'nail varnish', 'lip balm', 'plant food', 'wall paint', 'wood stain', 'birthday hamper', 'meat hamper',
  'frozen hamper', 'hamper', 'dummy', 'washing powder', 'fabric softener', 'baby lotion', 'pool chlorine',
  'cleaning concentrate', 'fish oil', 'varnish', 'primer', 'epoxy', 'superglue', 'sealant', 'vacuum bag',
  'razor blade',
  // Home
  'bed', 'bunk bed', 'four-poster', 'futon', 'camp bed', 'air bed', 'airbed', 'inflatable mattress',
  'mattress topper', 'double duvet', 'king size mattress', 'cot mattress', 'cot', 'playpen', 'stair gate', 'crib',
  'changing mat', 'fitted sheet', 'king size sheet', 'king-size valance', 'quilt set', 'bolster', 'bedspread',
  'throw', 'neck cushion', 'orthopaedic pillow', 'headboard', 'cabinet', 'shelf', 'shelf unit', 'rack', 'coat hook',
  'hat stand', 'magazine rack', 'trolley', 'table', 'glass table', 'folding table', 'chair', 'hanging chair', 'stool',
  'ergonomic stool', 'bench', 'corner sofa', 'corner couch', 'couch', 'settee', 'recliner', 'ottoman',
  'velvet chaise', 'bean bag', 'tv unit', 'lamp', 'brass lamp', 'lava lamp', 'pendant shade', 'pendant', 'lampshade',
  'chandelier', 'ceiling light', 'ceiling fan', 'spotlight', 'strip light', 'led strip', 'led candle', 'clock',
  'grandfather clock', 'antique clock', 'radio clock', 'barometer', 'weather station', 'rain gauge', 'gilt frame',
  'painting', 'tapestry', 'wall hanging', 'cat ornament', 'porcelain figure', 'carpet', 'runner', 'rolled runner',
  'venetian blind', 'curtain pole', 'awning', 'caravan awning', 'iron', 'heater', 'radiator', 'boiler', 'fan',
  'foot spa', 'foot warmer', 'heat lamp', 'hoover', 'vacuum', 'steam cleaner', 'squeegee', 'duster', 'bath rack',
  'clothes airer', 'bath step', 'raised toilet seat', 'walking frame', 'bath', 'sink', 'hot tub', 'sauna',
  'shower hose', 'tap', 'smoke alarm', 'smoke detector', 'carbon monoxide alarm', 'intercom', 'safe', 'key box',
  'smart lock', 'lock', 'advent calendar', 'nutcracker', 'scented drawer liner', 'worktop', 'flat-pack bed',
  'flat pack wardrobe', 'flat-pack wardrobe', 'hutch cover', 'igloo bed', 'raised bowl', 'scratching barrel',
  'scratching post', 'travel crate', 'slow feeder bowl', 'dog bed', 'cat tree', 'hamster wheel', 'bird cage',
  'dog lead', 'chicken coop', 'fish tank', 'aquarium', 'terrarium', 'ant farm', 'purifier', 'aircon', 'puppy bed',
  'corner desk', 'waffle blanket', 'stair runner', 'jacuzzi', 'bath caddy', 'showerhead', 'led driver', 'wallpaper',
  'vinyl floor',
  // Electronics
  'phone', 'tv', 'camera', 'lens', 'watch', 'smart scale', 'scale', 'smart ring', 'mic', 'speakerphone',
  'wireless speaker', 'subwoofer', 'amp', 'mp3 player', 'e-book reader', 'console', 'gamepad', 'joystick',
  'steering wheel', 'gaming chair', 'vr headset', 'games headset', 'video game', 'box set', 'cd', 'vinyl album',
  'mouse', 'trackpad', 'hard disk caddy', 'graphics card', 'sound card', 'ssd', 'nas', 'modem', 'gps', 'charger',
  'solar panel', 'inverter', 'generator', 'jump starter', 'label maker', 'big copier', '3d printer', 'hearing aid',
  'blood pressure monitor', 'pulse oximeter', 'glucose meter', 'toothbrush', 'epilator', 'razor', 'fitness tracker',
  'heart strap', 'bike computer', 'running watch', 'car camera', 'robot mower', 'window robot', 'rc plane',
  'toy helicopter', 'remote control car', 'multimeter', 'oscilloscope', 'karaoke system', 'metal detector',
  'us plug adaptor', 'synth', 'straightener', 'earbud', 'ruler', 'pen', 'headlight', 'tweeter', 'speedometer',
  // Clothing and jewellery
  'jacket', 'coat', 'overcoat', 'trench', 'top', 'ruffled top', 'nursing top', 'tank top', 'shirt', 'rugby shirt',
  'hemp shirt', 'recycled fleece', 'cashmere roll-neck', 'tweed jacket', 'dinner jacket', 'morning coat',
  'morning suit', 'interview suit', 'tuxedo', 'sherwani', 'saree blouse', 'kimono', 'cagoule', 'anorak',
  'windbreaker', 'gilet', 'bodywarmer', 'body warmer', 'ski suit', 'raincape', 'jersey', 'cardi', 'bolero', 'shawl',
  'pinafore', 'jumpsuit', 'corset', 'waist trainer', 'bra', 'sports bra', 'swim vest', 'back brace', 'posture strap',
  'weighted vest', 'prom dress', 'wedding dress', 'ball gown', 'gown', 'dressing gown', 'onesie', 'costume',
  'pirate outfit', 'uniform', 'outfit', 'wig', 'mask', 'karate suit', 'hat', 'riding hat', 'trilby', 'cap', 'snood',
  'glove', 'helmet', 'cycling helmet', 'hard hat', 'hi vis vest', 'welding mask', 'silk tie', 'tie', 'tiepin',
  'clutch', 'tiara', 'brooch', 'ring', 'engagement ring', 'wedding ring', 'signet ring', 'proposal ring', 'earring',
  'dog tag', 'pocket watch', 'satchel', 'briefcase', 'suede bag', 'lunch bag', 'drawstring bag', 'mouthguard',
  'key ring', 'quilted gilet', 'christening gown', 'snapback', 'hat box', 'trolley bag',
  // Garden, tools and vehicles
  'mower', 'strimmer', 'hedge cutter', 'grill', 'garden sprinkler', 'paddling pool', 'pond pump', 'snow blower',
  'rotary tiller', 'log splitter', 'cement mixer', 'angle grinder', 'drill press', 'shed', 'shed kit', 'cold frame',
  'polytunnel', 'rose bush', 'stone birdbath', 'garden statue', 'sundial', 'sun dial', 'patio set', 'garden set',
  'teak bench', 'deckchair', 'ladder', 'loft stairs', 'step stool', 'roof box', 'tow bar', 'tyre', 'spare tyre',
  'bike', 'e-bike', 'bicycle', 'kids bike', 'folding bike', 'pushbike', 'trike', 'pram', 'pram liner', 'pushchair',
  'wheelchair', 'walker', 'shopping trolley', 'baby carrier', 'booster seat', 'cot bumper', 'car seat cover',
  'snow shovel', 'saddle',
  // Sports, toys, music and books
  'ball', 'roll mat', 'head torch', 'groundsheet', 'acupressure mat', 'barbell', 'sledge', 'inflatable boat',
  'rubber boat', 'dinghy', 'swim ring', 'swing set', 'climbing frame', 'sandpit', 'pogo stick', 'toy', 'teddy',
  'rattle', 'talking doll', 'train', 'puzzle', 'model set', 'lego set', 'slime set', 'play tunnel', 'violin', 'cello',
  'harp', 'piano', 'accordion case', 'piano stool', 'music stand', 'drum pedal', 'drum practice pad', 'metronome',
  'spotting scope', 'atlas', 'cookbook', 'paperback', 'hymn book', 'yarn', 'knitting yarn', 'sewing thread',
  'card deck', 'spin bike',
  // Of all kinds
  'jar opener', 'bike seat', 'bike chain', 'bath cap', 'bath oil', 'remote', 'remote control', 'hand control', 'towel',
  'kitchen unit', 'seed packet', 'seed', 'glue', 'earplug', 'cookery manual', 'software', 'lever arch file', 'v-neck',
  'paving slab', 'storage basket', 'sat nav', 'storage tub', 'wood burner', 'cat flap', 'pregnancy test',
  'hair loss tonic', 'bouncer', 'dimmer', 'ram', 'mosaic', 'laminate', 'scaffold', 'handheld', 'marquee', 'saw',
  'picture hook', 'theory manual', 'fob', 'key card', 'cup', 'candle', 'blind', 'trimmer', 'screwdriver', 'dryer',
  'door lock', 'craft set', 'telephone', 'laser level', 'controller', 'robot', 'air mattress', 'film roll',
  'zip fastener', 'tape', 'filler', 'bolster cover', 'skirting board', 'frock', 'flamingo', 'place setting',
  'satellite dish', 'bridesmaid outfit', 'best man outfit', 'key safe', 'trunk', 'microscope slide', 'dog biscuit',
  'yoga block', 'chopping board', 'hamster cage', 'air conditioner', 'spa pool', 'beanbag', 'vinyl record', 'sim card',
  'poster', 'fabric', 'rice', 'anvil', 'cereal bowl', 'duvet set', 'football kit', 'fridge freezer', 'sofa bed',
  'mop head', 'phone cable', 'phone stand', 'printer ink', 'tent peg', 'curtain tie-back', 'curtain lining', 'gin',
  'burr grinder', 'champagne flute', 'candlestick', 'coaster', 'tea strainer', 'sandwich toaster', 'knife set',
  'wine glass', 'paper plate', 'coffee', 'tea', 'chocolate', 'plum', 'paint', 'paint tin', 'paint roller', 'plaster',
  'gas bottle', 'insulin cooler bag', 'hot water bottle', 'roman blind', 'fairy light', 'tea light', 'fence light',
  'fence panel', 'curtain panel', 'curtain hook', 'tile', 'floor tile', 'sit-stand desk', 'swivel stool',
  'folding chair', 'balloon', 'party hat', 'bobble hat', 'top hat', 'bauble', 'lab coat', 'sash', 'beret', 'tabard',
  'hi-vis vest', 'bridesmaid gown', 'bootee', 'sleepsuit', 'bib', 'lanyard', 'recorder', 'textbook', 'cookery book',
  'college book', 'theory book', 'song book', 'picture book', 'drum set', 'model kit', 'game', 'mobility scooter',
  'washer', 'steriliser', 'nail drill', 'leather bag', 'cabin bag', 'school bag', 'loom', 'golf ball', 'headphone',
  'shin pad', 'puppy pad', 'incontinence pad', 'walking pole', 'knitting needle', 'cake topper', 'wax melt',
  'incense stick', 'medicine box', 'tea bag', 'hoover bag',
] as const;

/** More such goods, which stand in the plural or are not counted, and so need no article before them. */
export const wares = [
  'curling tongs', 'sugar tongs', 'sliders', 'cleats', 'teats', 'false teeth glue', 'clippers', 'nails', 'beer', 'wine',
  'gym equipment', 'gravel', 'animal feed', 'electronics', 'ink', 'exam books', 'koi', 'stocking fillers',
  'modelling clay', 'dishwasher tabs', 'ear defenders', 'baking soda', 'ballet flats', 'grout', 'pillowcases', 'tulle',
  'chinos', 'wipes', 'braces', 'baby milk', 'lamb feed', 'compost', 'cheese', 'phone glass', 'school uniform',
  'cat litter', 'garden twine', 'copper pipe', 'school supplies', 'cleaning supplies', 'glasses', 'safety specs',
  'sunglasses', 'binoculars', 'goggles', 'boots', 'shoes', 'slippers', 'sandals', 'trainers', 'loafers', 'brogues',
  'crocs', 'clogs', 'espadrilles', 'moccasins', 'plimsolls', 'lace-ups', 'wellies', 'pumps', 'socks', 'tights',
  'leggings', 'knickers', 'underwear', 'swimwear', 'trunks', 'pyjamas', 'pyjama bottoms', 'jeans', 'trousers', 'shorts',
  'pants', 'joggers', 'jodhpurs', 'culottes', 'dungarees', 'kilts', 'gloves', 'mittens', 'bonnets', 'vests', 'clothes',
  'workwear', 'cufflinks', 'jewellery', 'crutches', 'scissors', 'shears', 'knives', 'shelves', 'crayons', 'felt tips',
  'watercolours', 'skis', 'skates', 'rollerblades', 'snow chains', 'wiper blades', 'sandbags', 'seedlings', 'plants',
  'orchids', 'bulbs', 'flowers', 'soil', 'turf', 'netting', 'planks', 'oilcloth', 'wool', 'ribbon', 'banners',
  'bunting', 'napkins', 'bedding', 'bed linen', 'cookware', 'lenses', 'nappies', 'formula', 'vitamins',
  'worming tablets', 'perfume', 'cosmetics', 'makeup', 'make-up', 'soap', 'bath salts', 'dog food', 'cat food',
  'fish food', 'spices', 'noodles', 'yeast', 'decaf pods', 'batteries', 'toner',
] as const;

/** What such wares are for or of, a part of their name: 'running shoes'. */
export const uses = [
  'ankle', 'hiking', 'safety', 'chelsea', 'wetsuit', 'running', 'school', 'tap', 'work', 'evening', 'garden', 'gym',
  'ski', 'swimming', 'swim', 'cycling', 'cargo', 'linen', 'reading', 'prescription', 'contact', 'bamboo', 'thermal',
  'compression', 'ice', 'roller', 'baby', 'tomato', 'coffin',
] as const;

/** First names, from many languages. */
export const names = [
  'hana', 'omar', 'priya', 'lucia', 'wei', 'kofi', 'ingrid', 'mateo', 'fatima', 'yuki', 'tomas', 'aisha', 'liam',
  'chloe', 'diego', 'amara', 'noah', 'emma', 'oliver', 'lukas', 'anna', 'jonas', 'mia', 'felix', 'clara', 'hugo',
  'camille', 'louis', 'manon', 'antoine', 'elise', 'giulia', 'marco', 'luca', 'chiara', 'paolo', 'elena', 'carlos',
  'carmen', 'javier', 'pilar', 'ines', 'joao', 'beatriz', 'rafael', 'thiago', 'larissa', 'pedro', 'sven', 'astrid',
  'lars', 'freya', 'mikkel', 'aino', 'eero', 'katarzyna', 'piotr', 'agnieszka', 'jakub', 'petra', 'milos', 'jelena',
  'dragan', 'ivana', 'andrei', 'ioana', 'bogdan', 'oksana', 'taras', 'dmitri', 'svetlana', 'nikolai', 'eleni',
  'yannis', 'emre', 'zeynep', 'mehmet', 'leila', 'reza', 'shirin', 'farid', 'yasmin', 'karim', 'nadia', 'samir',
  'layla', 'yosef', 'miriam', 'tamar', 'eitan', 'chidi', 'ngozi', 'adaeze', 'kwame', 'abena', 'thabo', 'zanele',
  'wanjiru', 'tariq', 'meera', 'arjun', 'ananya', 'vikram', 'deepa', 'rahul', 'nimal', 'minh', 'linh', 'somchai',
  'siti', 'budi', 'ji-woo', 'min-jun', 'haruto', 'sakura', 'kenji', 'mei', 'xiao', 'jing', 'malia',
] as const;

/** Cities that a customer may live in or travel to. */
export const cities = [
  'lisbon', 'porto', 'madrid', 'barcelona', 'seville', 'valencia', 'paris', 'lyon', 'marseille', 'brussels',
  'amsterdam', 'rotterdam', 'berlin', 'hamburg', 'munich', 'cologne', 'leipzig', 'vienna', 'zurich', 'geneva',
  'milan', 'rome', 'naples', 'turin', 'athens', 'istanbul', 'sofia', 'bucharest', 'budapest', 'prague', 'warsaw',
  'krakow', 'vilnius', 'riga', 'tallinn', 'helsinki', 'stockholm', 'gothenburg', 'oslo', 'bergen', 'copenhagen',
  'reykjavik', 'dublin', 'london', 'leeds', 'bristol', 'glasgow', 'cardiff', 'belfast', 'manchester', 'york',
  'boston', 'chicago', 'denver', 'seattle', 'portland', 'austin', 'dallas', 'miami', 'atlanta', 'new york', 'toronto',
  'montreal', 'vancouver', 'mexico city', 'bogota', 'lima', 'quito', 'santiago', 'buenos aires', 'sao paulo', 'cairo',
  'tunis', 'casablanca', 'lagos', 'accra', 'nairobi', 'cape town', 'tel aviv', 'beirut', 'dubai', 'mumbai', 'delhi',
  'bangalore', 'hanoi', 'bangkok', 'singapore', 'manila', 'jakarta', 'seoul', 'busan', 'tokyo', 'osaka', 'kyoto',
  'taipei', 'sydney', 'melbourne', 'perth', 'auckland', 'wellington',
] as const;

/** Colours, as an adjective before a noun. */
export const colours = [
  'black', 'white', 'grey', 'red', 'blue', 'green', 'yellow', 'orange', 'purple', 'pink', 'brown', 'beige', 'navy',
  'turquoise', 'silver', 'gold', 'maroon', 'olive', 'cream', 'teal',
] as const;

/** Days of the week, in calendar order. */
export const days = [
  'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday',
] as const;

/** Months, in calendar order. */
export const months = [
  'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november',
  'december',
] as const;

/** People whom the writer knows: each follows 'my'. */
export const people = [
  'sister', 'brother', 'mother', 'father', 'mum', 'dad', 'boss', 'neighbour', 'son', 'daughter', 'wife', 'husband',
  'partner', 'girlfriend', 'boyfriend', 'friend', 'colleague', 'flatmate', 'roommate', 'cousin', 'aunt', 'uncle',
  'niece', 'nephew', 'grandmother', 'grandfather', 'grandson', 'granddaughter', 'landlord', 'teacher',
] as const;

/** Places and ways of buying: each follows 'i bought it'. */
export const shops = [
  'online', 'in the app', 'in your store', 'by phone', 'on your website', 'over the phone', 'at your outlet',
  'in your branch', 'from my laptop', 'through your catalogue',
] as const;

/** Forty single words per category that give it away without a sentence. No word stands in two categories. */
export const keywords: Readonly<Record<Category, readonly string[]>> = {
  billing: [
    'invoice', 'invoices', 'invoiced', 'charged', 'overcharged', 'billed', 'billing', 'bill', 'payment', 'payments',
    'paypal', 'receipt', 'receipts', 'discount', 'discounts', 'voucher', 'coupon', 'promo', 'price', 'prices',
    'pricing', 'vat', 'tax', 'surcharge', 'fee', 'fees', 'debit', 'debited', 'deducted', 'paid', 'overpaid',
    'underpaid', 'mastercard', 'visa', 'instalment', 'instalments', 'cashback', 'transaction', 'subtotal', 'iban',
  ],
  shipping: [
    'courier', 'couriers', 'parcel', 'parcels', 'package', 'packages', 'delivery', 'deliver', 'delivered',
    'deliveries', 'undelivered', 'misdelivered', 'redelivery', 'tracking', 'shipment', 'shipments', 'shipping',
    'shipped', 'dispatch', 'dispatched', 'despatched', 'van', 'driver', 'depot', 'postman', 'carrier', 'warehouse',
    'customs', 'transit', 'doorstep', 'porch', 'freight', 'postcode', 'letterbox', 'mailbox', 'dhl', 'fedex', 'eta',
    'consignment', 'pallet',
  ],
  returns: [
    'exchange', 'exchanged', 'exchanging', 'exchanges', 'return', 'returned', 'returning', 'returns', 'returnable',
    'swap', 'swapped', 'swapping', 'unwanted', 'unneeded', 'unworn', 'unused', 'unopened', 'untouched', 'unsuitable',
    'unsuited', 'size', 'sizes', 'sizing', 'smaller', 'larger', 'bigger', 'baggy', 'tight', 'misfit', 'ill-fitting',
    'oversized', 'undersized', 'rma', 'restocking', 'regret', 'regretted', 'disliked', 'surplus', 'cooling-off',
    'reconsidered',
  ],
  account: [
    'password', 'passwords', 'passcode', 'passkey', 'login', 'logins', 'logged', 'logging', 'logout', 'username',
    'profile', 'account', 'newsletter', 'newsletters', 'unsubscribe', 'unsubscribed', 'signin', 'sign-in', 'signup',
    'sign-up', 'captcha', 'verification', 'authentication', 'authenticator', 'two-factor', '2fa', 'otp', 'hacked',
    'registration', 'registered', 'credentials', 'deactivate', 'deactivated', 'reactivate', 'suspended', 'avatar',
    'nickname', 'gdpr', 'privacy', 'mailings',
  ],
  product: [
    'broken', 'broke', 'crack', 'cracked', 'cracks', 'leak', 'leaks', 'leaking', 'faulty', 'fault', 'defective',
    'defect', 'malfunction', 'malfunctions', 'torn', 'ripped', 'scratched', 'dented', 'chipped', 'shattered',
    'snapped', 'bent', 'warped', 'rattles', 'rattling', 'squeaks', 'sparks', 'overheats', 'overheating', 'flickers',
    'flickering', 'jammed', 'frayed', 'rusty', 'mouldy', 'wobbly', 'battery', 'bluetooth', 'firmware', 'assembly',
  ],
};

const fillers: Readonly<Record<Slot, (random: Random) => string>> = {
  item: (random) => random.pick(items),
  order: (random) => String(random.int(1000, 9999)),
  days: (random) => String(random.int(2, 9)),
  day: (random) => random.pick(days),
  // The 28th is the last day that every month has.
  date: (random) => `${random.int(1, 28)} ${random.pick(months)}`,
  name: (random) => random.pick(names),
  city: (random) => random.pick(cities),
  money: (random) => String(random.int(3, 240)),
  colour: (random) => random.pick(colours),
  person: (random) => random.pick(people),
  shop: (random) => random.pick(shops),
};

/** One random filling of a slot: an order of 1000-9999, 2-9 days, an amount of 3-240 dollars, or a listed word. */
export function fill(slot: Slot, random: Random): string {
  return fillers[slot](random);
}
