import { Api } from "./api.ts"; import fs from "node:fs";
const api = new Api("http://127.0.0.1:3300","test-token-of-the-demo-0001");
const list:any = await api.request("GET","/groups"); const id=(list.find((g:any)=>g.name==="Asiakaspalvelu")).id;
let g:any = await api.request("GET","/groups/"+id); const t:number[]=[];
const save=async(n:number)=>{ g.queue.maxWaitSeconds=60+n; const b=performance.now(); g=await api.request("PUT","/groups/"+id,g); t.push(performance.now()-b)};
for(let n=0;n<20;n++) await save(n);
t.length=0; fs.writeFileSync("/tmp/prof-on",""); await new Promise(r=>setTimeout(r,700));
const b=performance.now(); for(let n=0;performance.now()-b<5000;n++) await save(100+n);
t.sort((a,b)=>a-b); console.log(t.length, "p50",t[t.length>>1], "p99", t[Math.floor(t.length*.99)]);
